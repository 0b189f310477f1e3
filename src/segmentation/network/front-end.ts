import { MelStream, type MelStreamOptions } from '../../dsp/index.js';
import { RunningLevel } from './running-level.js';
import { hopLength, type SegmenterSettings } from './segmenter-settings.js';

/** Pictures that the network sees: short windows, long windows, and the short ones relative to the loudest events around. */
export const PICTURES = 3;

/** Length of the two windows, in time steps: one tells when, the other what pitch. */
const SHORT_WINDOW_STEPS = 3.2;
const LONG_WINDOW_STEPS = 12.8;
/** Blocks of 32 frames before and behind from which the levels of the background and of the loudest events are taken. */
const REACH_BLOCKS = 40;
const BACKGROUND_QUANTILE = 0.2;
const LOUDEST_QUANTILE = 0.9;
/** What stands out less than this is not taken for an event to compare others with, dB. */
const QUIETEST_EVENT_DB = 20;
/** Frames whose mean is the smallest part of a block: the background shows in pauses as short as this. */
const PAUSE_FRAMES = 4;
/** Frames by which the short windows may run ahead of the long ones: few wait to be joined, however much is pushed at once. */
const BLOCK_FRAMES = 64;
/** Power under which everything is silence: below the noise of 16-bit samples. */
const SILENCE = 1e-10;
const DECIBELS_PER_UNIT = 20;

type Visitor = (frame: Float32Array) => void;

/**
 * What the network sees of a signal, frame after frame: mel levels above the background of the band.
 *
 * A frame is `PICTURES × bands` numbers in units of 20 dB: levels of a window of 3.2 time steps over the background (−0.5..3), the same of
 * a window of 12.8 time steps, and the first relative to the loudest events around (−3..0.5). Background and loudest events are running
 * quantiles over ±40 blocks of 32 frames: the gain of the recording does not matter, nor does a steady noise. Blocks begin at the first
 * frame, so a frame depends on the signal alone, not on the blocks in which it is pushed. Frames appear up to 2,600 frames late.
 */
export class SegmenterFrontEnd {
  private readonly short: MelStream;
  private readonly long: MelStream;
  private readonly shortFrames: Float32Array[] = [];
  private readonly blockLength: number;
  private readonly background: RunningLevel;
  private readonly loudest: RunningLevel;

  /**
   * @param visit sees one frame after the other: frame t is centred on sample `t · hopLength(settings)`; n > 0 samples give
   *   `1 + floor(n / hopLength)` frames. The array is the visitor's to keep.
   */
  constructor(settings: SegmenterSettings, visit: Visitor) {
    const { bands } = settings.network;
    this.blockLength = BLOCK_FRAMES * hopLength(settings);
    this.loudest = new RunningLevel(
      {
        levels: 1,
        sumUp: (frames, levels) => void (levels[0] = greatest(frames, bands)),
        reach: REACH_BLOCKS,
        quantile: LOUDEST_QUANTILE,
      },
      (frame, [loudest]) => visit(picture(frame, Math.max(loudest, QUIETEST_EVENT_DB), bands)),
    );
    this.background = new RunningLevel(
      {
        levels: 2 * bands,
        sumUp: quietestPause,
        reach: REACH_BLOCKS,
        quantile: BACKGROUND_QUANTILE,
      },
      (frame, levels) => this.loudest.push(difference(frame, levels)),
    );
    this.short = new MelStream(melOptions(settings, SHORT_WINDOW_STEPS), (mel) => {
      this.shortFrames.push(decibels(mel));
    });
    this.long = new MelStream(melOptions(settings, LONG_WINDOW_STEPS), (mel) => this.join(decibels(mel)));
  }

  /**
   * Takes the next samples, mono at the settings' rate.
   * @throws DspArgumentError for NaN or infinities
   */
  push(samples: Float32Array): void {
    for (let start = 0; start < samples.length; start += this.blockLength) {
      const block = samples.subarray(start, start + this.blockLength);
      this.short.push(block);
      this.long.push(block);
    }
  }

  /** Visits the frames that are left. The signal is over then. */
  flush(): void {
    this.short.flush();
    this.long.flush();
    this.background.flush();
    this.loudest.flush();
  }

  /** Frames of the long window come later than those of the short one, and as many. */
  private join(long: Float32Array): void {
    const short = this.shortFrames.shift();
    if (!short) return;
    const both = new Float32Array(2 * long.length);
    both.set(short);
    both.set(long, short.length);
    this.background.push(both);
  }
}

/** The frames of a whole signal. */
export function segmenterFrames(samples: Float32Array, settings: SegmenterSettings): Float32Array[] {
  const frames: Float32Array[] = [];
  const frontEnd = new SegmenterFrontEnd(settings, (frame) => frames.push(frame));
  frontEnd.push(samples);
  frontEnd.flush();
  return frames;
}

function melOptions(settings: SegmenterSettings, steps: number): MelStreamOptions {
  const hop = hopLength(settings);
  const windowLength = 2 * Math.max(8, Math.round((steps * hop) / 2));
  return {
    sampleRateHz: settings.sampleRateHz,
    fftLength: 2 ** Math.ceil(Math.log2(windowLength)),
    windowLength,
    hopLength: hop,
    bands: settings.network.bands,
    minimumHz: settings.minFrequencyHz,
    maximumHz: Math.min(settings.maxFrequencyHz, settings.sampleRateHz / 2),
    normalisation: 'none',
    // Low bands are narrower than the bins of a short transform.
    oversampling: 4,
  };
}

const TEN_OVER_LN_10 = 10 / Math.LN10;

function decibels(mel: Float32Array): Float32Array {
  const levels = new Float32Array(mel.length);
  for (let band = 0; band < mel.length; band++) levels[band] = TEN_OVER_LN_10 * Math.log(mel[band] + SILENCE);
  return levels;
}

function difference(frame: Float32Array, levels: Float32Array): Float32Array {
  const over = new Float32Array(frame.length);
  for (let index = 0; index < frame.length; index++) over[index] = frame[index] - levels[index];
  return over;
}

/** The smallest mean of a few frames, for each number of a frame. */
function quietestPause(frames: readonly Float32Array[], levels: Float32Array): void {
  levels.fill(Infinity);
  for (let start = 0; start < frames.length; start += PAUSE_FRAMES) {
    const end = Math.min(frames.length, start + PAUSE_FRAMES);
    for (let index = 0; index < levels.length; index++) {
      let sum = 0;
      for (let frame = start; frame < end; frame++) sum += frames[frame][index];
      levels[index] = Math.min(levels[index], sum / (end - start));
    }
  }
}

function greatest(frames: readonly Float32Array[], bands: number): number {
  let most = -Infinity;
  for (const frame of frames) for (let band = 0; band < bands; band++) most = Math.max(most, frame[band]);
  return most;
}

function picture(frame: Float32Array, loudest: number, bands: number): Float32Array {
  const output = new Float32Array(PICTURES * bands);
  for (let index = 0; index < 2 * bands; index++) output[index] = units(frame[index], -10, 60);
  for (let band = 0; band < bands; band++) output[2 * bands + band] = units(frame[band] - loudest, -60, 10);
  return output;
}

const units = (decibel: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, decibel)) / DECIBELS_PER_UNIT;
