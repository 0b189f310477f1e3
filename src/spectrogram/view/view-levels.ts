import { powerToDb } from '../../dsp/levels/decibels.js';
import type { AudioSource } from '../../audio/audio-source.js';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import { columnsOf } from './columns-of.js';
import type { ViewSettings } from './view-settings.js';

/** A recording, as far as a compute thread has to know it. */
export interface ViewSource extends AudioSource {
  readonly durationSeconds: number;
}

/** Levels in dB below the loudest value of a view. */
export interface ViewLevels {
  /** -80..0, column after column, `levels[column · rows + row]`, the lowest frequency first. */
  readonly levels: Float32Array;
  /** The same and what else the range of the picture is taken from. */
  readonly compared: Float32Array;
  /**
   * Of the loudest value, dB relative to a full-scale sine; for log-mel to one in a band of 1 Hz, for constant-q to one in the highest row.
   */
  readonly loudestDb: number;
}

/** Quieter than this no value becomes before the logarithm, as in librosa. */
const SMALLEST_POWER = 1e-10;

/** Decodes what the view needs of the recording and computes it. Memory does not grow with the span of the view. */
export async function viewLevels(source: ViewSource, settings: ViewSettings): Promise<ViewLevels> {
  const { sampleRateHz, channel } = settings;
  const { columns, from, to, fullScaleDb } = columnsOf(settings);
  if (from < source.durationSeconds * sampleRateHz) {
    const part = { startSeconds: from / sampleRateHz, durationSeconds: (to - from) / sampleRateHz };
    for await (const block of decodeAudio(source, {
      sampleRateHz,
      channel,
      ...part,
      wholeSeconds: source.durationSeconds,
    })) {
      columns.push(block.channels[0]);
      if (columns.isComplete) break;
    }
  }
  const power = columns.finish();
  let loudest = SMALLEST_POWER;
  for (const value of power) if (value > loudest) loudest = value;
  const compared = powerToDb(power, { reference: 'maximum', smallest: SMALLEST_POWER });
  return {
    levels: compared.subarray(0, settings.columns * settings.rows),
    compared,
    loudestDb: 10 * Math.log10(loudest) - fullScaleDb,
  };
}
