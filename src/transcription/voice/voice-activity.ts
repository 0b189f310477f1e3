import { ClickFilter } from './click-filter.js';
import { FrameLevels } from './frame-levels.js';
import { SlidingMinimum } from './sliding-minimum.js';
import type { VoiceFinder } from './voice-finder.js';
import { toFrames } from './voice-frames.js';

/** Background and loudest sounds are looked for so far before and after a frame. */
const CONTEXT = toFrames(4);
/** Fainter than this is no voice, whatever surrounds it, dB of full scale. */
const FAINTEST_DB = -70;
/** Voice begins so far above the background … */
const ABOVE_BACKGROUND_DB = 9;
/** … but surely this close to the loudest sounds around … */
const BELOW_LOUDEST_DB = 12;
/** … and lasts until it is so much fainter than it must be to begin. */
const HYSTERESIS_DB = 4;
/** Where levels differ by less, something hums or hisses: speech rises and falls. */
const STEADY_DB = 5;
/** Less audio than this says nothing about steadiness. */
const LEAST_STEADY = toFrames(2);
/** Shorter sounds are clicks. */
const SHORTEST = toFrames(0.05);

/**
 * Tells every 10 ms where a stream may hold a voice, by its level: above a background that is the quietest moment of the 4 s before and after
 * (minimum statistics: R. Martin, "Noise power spectral density estimation based on optimal smoothing and minimum statistics", IEEE Trans.
 * Speech Audio Process. 9(5), 2001), with hysteresis. It passes music and barking dogs: whether somebody speaks is `SpeechActivity`'s to say. That
 * silence and steady noise never get further is decided here. To miss a voice is worse than to pass noise.
 */
export class VoiceActivity implements VoiceFinder {
  private readonly levels = new FrameLevels();
  private readonly quietest = new SlidingMinimum(2 * CONTEXT + 1);
  private readonly loudest = new SlidingMinimum(2 * CONTEXT + 1);
  private readonly clicks = new ClickFilter(SHORTEST);
  /** Smoothed levels that wait for what comes after them. */
  private readonly waiting: number[] = [];
  /** Powers of the last two frames. */
  private recent: number[] = [];
  private count = 0;
  private floor = 0;
  private peak = 0;
  private isOn = false;

  /** @param samples at 16 kHz @returns whether each of the next frames that are certain now holds a voice */
  push(samples: Float32Array): boolean[] {
    return this.levels.push(samples).flatMap((level) => this.take(level));
  }

  /** The frames that are left. The stream is over then. */
  flush(): boolean[] {
    const flags = this.levels.flush().flatMap((level) => this.take(level));
    if (this.recent.length > 0) this.smoothen(this.recent.slice(-2));
    for (const level of this.waiting.splice(0)) flags.push(...this.decide(level));
    return [...flags, ...this.clicks.flush()];
  }

  private take(level: number): boolean[] {
    this.recent = [...this.recent, 10 ** (level / 10)].slice(-3);
    if (this.recent.length === 1) return [];
    this.smoothen(this.recent);
    return this.waiting.length > CONTEXT ? this.decide(this.waiting.shift()!) : [];
  }

  /** The mean power of a frame and its neighbours, so that single dips and peaks count little. */
  private smoothen(powers: readonly number[]): void {
    const level = 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
    this.waiting.push(level);
    this.floor = this.quietest.push(level);
    this.peak = -this.loudest.push(-level);
    this.count++;
  }

  private decide(level: number): boolean[] {
    const isSteady = this.peak - this.floor < STEADY_DB && this.count >= LEAST_STEADY;
    const threshold = Math.max(FAINTEST_DB, Math.min(this.floor + ABOVE_BACKGROUND_DB, this.peak - BELOW_LOUDEST_DB));
    this.isOn = !isSteady && level > threshold - (this.isOn ? HYSTERESIS_DB : 0);
    return this.clicks.push(this.isOn);
  }
}
