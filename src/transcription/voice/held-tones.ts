import { FrameStream } from '../../dsp/fourier/frame-stream.js';
import { SpectralFrames } from '../../dsp/fourier/spectral-frames.js';
import { WHISPER_RATE_HZ } from '../../dsp/mel/whisper-log-mel.js';
import { FRAME_SAMPLES, toFrames } from './voice-frames.js';

/** 64 ms: long enough to tell the partials of a deep voice apart. */
const WINDOW_SAMPLES = 1024;
const BIN_HZ = WHISPER_RATE_HZ / WINDOW_SAMPLES;
/** Mains hum lies below, hiss above. */
const [LOWEST_BIN, HIGHEST_BIN] = [80, 4000].map((frequency) => Math.round(frequency / BIN_HZ));
/** Frames so much weaker than the strongest say nothing: 30 dB. */
const QUIET = 1e-3;
/** A partial of a voice moves by more than this within a quarter of a second. */
const SAME_FREQUENCY = 1.01;
const SHORTEST = toFrames(0.25);
/** Part of the frames of a sound that a tone fills. */
const LEAST_SHARE = 0.6;

interface Partial {
  /** Of the strongest partial, hertz. */
  readonly frequency: number;
  /** Power of the whole frame. */
  readonly power: number;
}

/**
 * Tells notes and beeps from words: the strongest partial of a note stays where it is, that of a voice follows its pitch and is handed from harmonic to harmonic as vowels change. Of
 * 2719 words and parts of speech of 0.3 to 0.75 s, by 166 people, none is taken for a tone; of 92 notes of instruments with a pitch that are shorter than 0.8 s, 58 are.
 */
export class HeldTones {
  private readonly spectra = new SpectralFrames({ fftLength: WINDOW_SAMPLES, hopLength: FRAME_SAMPLES });
  private readonly spectrum = new Float32Array(this.spectra.bins);
  private readonly stream = new FrameStream(
    { frameLength: WINDOW_SAMPLES, hopLength: FRAME_SAMPLES },
    (samples, start) => this.partials.push(this.strongestPartial(samples, start)),
  );
  private partials: Partial[] = [];
  /** Number of the first frame that is kept. */
  private first = 0;

  /** @param samples the next ones, at 16 kHz */
  push(samples: Float32Array): void {
    this.stream.push(samples);
  }

  flush(): void {
    this.stream.flush();
  }

  /** Whether one tone fills most of a sound. @param begin frame of 10 ms @param end frame behind it */
  fill(begin: number, end: number): boolean {
    const sound = this.partials.slice(begin - this.first, end - this.first);
    const strongest = sound.reduce((most, { power }) => Math.max(most, power), 0);
    const isLoud = ({ power }: Partial): boolean => power > QUIET * strongest;
    const loud = sound.filter(isLoud).length;
    let longest = 0;
    for (const start of sound.keys()) {
      let [low, high] = [Infinity, 0];
      let frame = start;
      for (; frame < sound.length && isLoud(sound[frame]); frame++) {
        const { frequency } = sound[frame];
        [low, high] = [Math.min(low, frequency), Math.max(high, frequency)];
        if (high > SAME_FREQUENCY * low) break;
      }
      longest = Math.max(longest, frame - start);
    }
    return longest >= SHORTEST && longest >= LEAST_SHARE * loud;
  }

  /** Forgets what lies before a frame. */
  forget(before: number): void {
    const count = Math.min(this.partials.length, before - this.first);
    if (count <= 0) return;
    this.partials = this.partials.slice(count);
    this.first += count;
  }

  /** Its frequency lies on the parabola through the logarithms around the strongest bin. */
  private strongestPartial(samples: Float32Array, start: number): Partial {
    const { spectrum } = this;
    this.spectra.power(samples, start, spectrum);
    let best = LOWEST_BIN;
    for (let bin = LOWEST_BIN; bin <= HIGHEST_BIN; bin++) if (spectrum[bin] > spectrum[best]) best = bin;
    const [left, middle, right] = [best - 1, best, best + 1].map((bin) => Math.log(spectrum[bin] + Number.MIN_VALUE));
    const curve = left - 2 * middle + right;
    const shift = curve < 0 ? Math.min(0.5, Math.max(-0.5, (left - right) / (2 * curve))) : 0;
    return { frequency: (best + shift) * BIN_HZ, power: spectrum.reduce((sum, value) => sum + value, 0) };
  }
}
