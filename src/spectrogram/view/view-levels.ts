import { powerToDb } from '../../dsp/decibels.js';
import type { AudioSource } from '../../audio/audio-source.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import { linearRows } from '../picture/linear-rows.js';
import { logMelRows } from '../picture/log-mel-rows.js';
import { firstSampleSeen, PowerColumns } from '../picture/power-columns.js';
import type { ViewSettings } from './view-settings.js';

/** A recording, as far as a compute thread has to know it. */
export interface ViewSource extends AudioSource {
  readonly durationSeconds: number;
}

/** Levels in dB below the loudest value of a view. */
export interface ViewLevels {
  /** -80..0, column after column, `levels[column · rows + row]`, the lowest frequency first. */
  readonly levels: Float32Array;
  /** Of the loudest value, dB relative to a full-scale sine (for log-mel: to one that lies in a band of 1 Hz). */
  readonly loudestDb: number;
}

/** Quieter than this no value becomes before the logarithm, as in librosa. */
const SMALLEST_POWER = 1e-10;

/** Decodes what the view needs of the recording and computes it. Memory does not grow with the span of the view. */
export async function viewLevels(source: ViewSource, settings: ViewSettings): Promise<ViewLevels> {
  if (settings.method === 'constant-q') {
    throw new UnprocessableError('method-not-available', 'constant-q is not available yet; use log-mel or linear.');
  }
  const { rows, columns, fftLength } = settings;
  const power = await powerOf(source, settings);
  const loudest = power.reduce((most, value) => (value > most ? value : most), SMALLEST_POWER);
  return {
    levels: columns * rows === 0 ? power : powerToDb(power, { reference: 'maximum', smallest: SMALLEST_POWER }),
    loudestDb: 10 * Math.log10(loudest) - 20 * Math.log10(fftLength / 4),
  };
}

async function powerOf(source: ViewSource, settings: ViewSettings): Promise<Float32Array> {
  const { sampleRateHz, startSample, hopLength, columns, fftLength, framing, channel } = settings;
  const isClip = framing === 'clip';
  const from = Math.max(0, isClip ? startSample : startSample + firstSampleSeen(fftLength));
  const end = Math.ceil(startSample + hopLength * columns);
  const to = isClip ? end : end - firstSampleSeen(fftLength);
  const view = new PowerColumns({
    ...settings,
    rows: settings.method === 'linear' ? linearRows(settings) : logMelRows(settings),
    anchor: isClip ? 'start' : 'middle',
    origin: from - startSample,
  });
  if (from < source.durationSeconds * sampleRateHz) {
    const part = { startSeconds: from / sampleRateHz, durationSeconds: (to - from) / sampleRateHz };
    for await (const block of decodeAudio(source, { sampleRateHz, channel, ...part })) {
      view.push(block.channels[0]);
      if (view.isComplete) break;
    }
  }
  return view.finish();
}
