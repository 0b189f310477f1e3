import { FRAME_SAMPLES } from './voice-frames.js';

/** Digital silence counts as this, dB below full scale. */
const LOWEST_DB = -120;
/** Pole of the high-pass (about 80 Hz at 16 kHz): rumble, hum and offsets are no voice. */
const POLE = 0.97;

/** Levels of a stream, one every 10 ms, in dB of full scale, of what lies above 80 Hz. */
export class FrameLevels {
  private previousInput = 0;
  private previousOutput = 0;
  private sum = 0;
  private count = 0;

  /** @returns the levels of the frames that the samples complete */
  push(samples: Float32Array): number[] {
    const levels: number[] = [];
    for (const sample of samples) {
      this.previousOutput = sample - this.previousInput + POLE * this.previousOutput;
      this.previousInput = sample;
      this.sum += this.previousOutput ** 2;
      if (++this.count < FRAME_SAMPLES) continue;
      levels.push(this.take());
    }
    return levels;
  }

  /** The level of what is left, less than a frame. */
  flush(): number[] {
    return this.count > 0 ? [this.take()] : [];
  }

  private take(): number {
    const level = Math.max(LOWEST_DB, 10 * Math.log10(this.sum / this.count + 1e-20));
    this.sum = 0;
    this.count = 0;
    return level;
  }
}
