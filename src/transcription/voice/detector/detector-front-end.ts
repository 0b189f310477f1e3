import { MelStream } from '../../../dsp/mel/mel-spectrogram.js';
import { WHISPER_RATE_HZ } from '../../../dsp/mel/whisper-log-mel.js';
import { SlidingMinimum } from '../sliding-minimum.js';
import { FRAME_SAMPLES, toFrames } from '../voice-frames.js';

/** Numbers of a frame. */
export const BANDS = 40;

const LOWEST_HZ = 60;
const HIGHEST_HZ = 7600;
/** The loudest band of so much before and after a frame is what it is compared with. */
const CONTEXT = toFrames(1);
/** Power below which all is silence: below the noise of 16-bit samples. */
const SILENCE = 1e-8;
/** What lies so far below the loudest is not told apart, dB. */
const RANGE_DB = 70;
const DECIBELS_PER_UNIT = 20;
const TEN_OVER_LN_10 = 10 / Math.LN10;

/**
 * What the network sees of a signal, one frame every 10 ms: levels of mel bands of 25 ms above 70 dB below the loudest band within 1 s, in units of
 * 20 dB (0 to 3.5). So the gain of a recording does not matter. A frame depends on the signal alone, not on the blocks in which it is pushed,
 * and appears 1 s late.
 */
export class DetectorFrontEnd {
  private readonly mel = new MelStream(
    {
      sampleRateHz: WHISPER_RATE_HZ,
      fftLength: 512,
      windowLength: 400,
      hopLength: FRAME_SAMPLES,
      bands: BANDS,
      minimumHz: LOWEST_HZ,
      maximumHz: HIGHEST_HZ,
      normalisation: 'none',
    },
    (bands) => this.take(bands),
  );
  /** Of negative levels, so it finds the largest. */
  private readonly loudest = new SlidingMinimum(2 * CONTEXT + 1);
  private readonly waiting: Float32Array[] = [];

  /** @param visit sees one frame of BANDS numbers after the other, frame t around sample 160 t; the array is the visitor's to keep */
  constructor(private readonly visit: (frame: Float32Array) => void) {}

  /** @param samples finite ones at 16 kHz */
  push(samples: Float32Array): void {
    this.mel.push(samples);
  }

  /** Visits the frames that are left. The signal is over then. */
  flush(): void {
    this.mel.flush();
    while (this.waiting.length > 0) this.release(-this.loudest.push(Infinity));
  }

  private take(bands: Float32Array): void {
    const levels = bands.map((power) => TEN_OVER_LN_10 * Math.log(power + SILENCE));
    this.waiting.push(levels);
    const loudest = -this.loudest.push(-levels.reduce((most, level) => Math.max(most, level)));
    if (this.waiting.length > CONTEXT) this.release(loudest);
  }

  private release(loudest: number): void {
    const levels = this.waiting.shift()!;
    this.visit(levels.map((level) => Math.max(0, level - loudest + RANGE_DB) / DECIBELS_PER_UNIT));
  }
}

/** The frames of a whole signal, one after the other. */
export function detectorFrames(samples: Float32Array): Float32Array[] {
  const frames: Float32Array[] = [];
  const frontEnd = new DetectorFrontEnd((frame) => frames.push(frame));
  frontEnd.push(samples);
  frontEnd.flush();
  return frames;
}
