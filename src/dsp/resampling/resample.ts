import { checkInteger, checkNumber, checkSamples } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { polyphaseFilter, type PolyphaseFilter } from './polyphase-filter.js';
import { createPolyphaseKernel, type PolyphaseFunctions } from './polyphase-kernel.js';

export interface ResamplerOptions {
  /** Rate of what comes in, Hz: an integer of 1,000..384,000. */
  readonly fromHz: number;
  /** Rate of what goes out, Hz: an integer of 1,000..384,000. */
  readonly toHz: number;
  /** Number of channels: an integer of 1..64. */
  readonly channels: number;
}

const LOWEST_RATE_HZ = 1_000;
const HIGHEST_RATE_HZ = 384_000;
const MOST_CHANNELS = 64;
/** Inputs taken into the working buffer at a time; large enough that moving the history costs little, small enough for the cache. */
const CHUNK = 4096;
/** Outputs computed in one call of the kernel. */
const OUTPUT_BLOCK = 4096;

/**
 * Length of `samples` input samples after the change of rate: `ceil(samples · toHz / fromHz)`.
 * @throws DspArgumentError
 */
export function resampledLength(samples: number, fromHz: number, toHz: number): number {
  checkNumber('samples', samples, 0, Number.MAX_SAFE_INTEGER);
  checkNumber('fromHz', fromHz, 1, HIGHEST_RATE_HZ);
  checkNumber('toHz', toHz, 1, HIGHEST_RATE_HZ);
  return Math.ceil((samples * toHz) / fromHz);
}

/**
 * Changes the sample rate of a stream by a polyphase windowed-sinc filter (Kaiser window).
 *
 * Pass-band to 0.9 of the lower Nyquist frequency within ±0.001 dB, stop-band from that frequency on at least 100 dB down, gain 1 at 0 Hz,
 * linear phase with the group delay taken out: input sample k and output sample m belong together when k / fromHz = m / toHz.
 * Before its first and after its last sample the signal is taken as 0. `n` samples in all become exactly `ceil(n · toHz / fromHz)`.
 * The same samples come out bit for bit however the stream is cut into blocks. Memory does not grow with the stream.
 * A NaN or infinity spoils the outputs within half a filter length around it and no others.
 *
 * Source: R. E. Crochiere & L. R. Rabiner, Multirate Digital Signal Processing, 1983; window after Kaiser 1974.
 */
export class Resampler {
  private readonly filter: Omit<PolyphaseFilter, 'table'>;
  private readonly kernel: PolyphaseFunctions;
  private readonly table: Float32Array;
  private readonly output: Float32Array;
  private readonly history: readonly Float32Array[];
  /** Input samples in each history, zeros before the beginning included. */
  private filled: number;
  /** Where the next output's taps begin in the history, and its phase in units of 1/up. */
  private position: number;
  private phase: number;
  private taken: number;
  private given: number;

  /** @throws DspArgumentError for rates or a number of channels outside their ranges */
  constructor(private readonly options: ResamplerOptions) {
    checkInteger('fromHz', options.fromHz, LOWEST_RATE_HZ, HIGHEST_RATE_HZ);
    checkInteger('toHz', options.toHz, LOWEST_RATE_HZ, HIGHEST_RATE_HZ);
    checkInteger('channels', options.channels, 1, MOST_CHANNELS);
    const { table, ...filter } = polyphaseFilter(options.fromHz, options.toHz);
    this.filter = filter;
    const room = this.filter.taps + Math.ceil(this.filter.down / this.filter.up) + CHUNK;
    const rooms = new Array<number>(options.channels).fill(room);
    const { arrays, functions } = createPolyphaseKernel([table.length, OUTPUT_BLOCK, ...rooms]);
    this.kernel = functions;
    [this.table, this.output, ...this.history] = arrays;
    this.table.set(table);
    this.reset();
  }

  /**
   * Takes the next samples and gives those that are determined by now; about half a filter length stays inside.
   * @param channels one array a channel, all of one length; they are read, not kept
   * @returns one new array a channel, possibly empty
   * @throws DspArgumentError for another number of channels or unequal lengths
   */
  push(channels: readonly Float32Array[]): Float32Array[] {
    const length = this.checkBlock(channels);
    this.taken += length;
    if (this.isIdentity()) {
      this.given += length;
      return channels.map((samples) => samples.slice());
    }
    return this.advance(channels, length, this.outputsFrom(length));
  }

  /** Gives the rest of the stream and makes the resampler ready for a new one. */
  flush(): Float32Array[] {
    const rest = resampledLength(this.taken, this.options.fromHz, this.options.toHz) - this.given;
    const { up, down, taps } = this.filter;
    const lastStart = this.position + Math.floor((this.phase + (rest - 1) * down) / up);
    const silence = new Float32Array(rest === 0 ? 0 : Math.max(0, lastStart + taps - this.filled));
    const blocks = this.history.map(() => silence);
    const output = this.advance(blocks, silence.length, rest);
    this.reset();
    return output;
  }

  private reset(): void {
    for (const samples of this.history) samples.fill(0);
    this.filled = this.filter.lead - 1;
    this.position = 0;
    this.phase = 0;
    this.taken = 0;
    this.given = 0;
  }

  private isIdentity(): boolean {
    return this.options.fromHz === this.options.toHz;
  }

  private checkBlock(channels: readonly Float32Array[]): number {
    if (channels.length !== this.options.channels) {
      throw new DspArgumentError('channels', `${this.options.channels} arrays`, channels);
    }
    for (const samples of channels) {
      checkSamples('channels', samples);
      if (samples.length !== channels[0].length) {
        throw new DspArgumentError('channels', `arrays of one length (${channels[0].length})`, samples);
      }
    }
    return channels[0].length;
  }

  /** How many outputs `more` further inputs would complete. */
  private outputsFrom(more: number): number {
    const { up, down, taps } = this.filter;
    const lastStart = this.filled + more - taps - this.position;
    if (lastStart < 0) return 0;
    return Math.floor(((lastStart + 1) * up - 1 - this.phase) / down) + 1;
  }

  private advance(channels: readonly Float32Array[], length: number, count: number): Float32Array[] {
    const outputs = channels.map(() => new Float32Array(count));
    let written = 0;
    for (let start = 0; start < length; start += CHUNK) {
      const end = Math.min(length, start + CHUNK);
      const ready = Math.min(this.outputsFrom(end - start), count - written);
      for (let channel = 0; channel < channels.length; channel++) {
        this.history[channel].set(channels[channel].subarray(start, end), this.filled);
        this.convolve(this.history[channel], outputs[channel], written, ready);
      }
      this.filled += end - start;
      written += ready;
      this.skip(ready);
    }
    this.given += written;
    return outputs;
  }

  /** Moves past `count` outputs and drops the history that no later output needs. */
  private skip(count: number): void {
    const ahead = this.phase + count * this.filter.down;
    this.position += Math.floor(ahead / this.filter.up);
    this.phase = ahead % this.filter.up;
    const drop = Math.min(this.position, this.filled);
    for (const samples of this.history) samples.copyWithin(0, drop, this.filled);
    this.filled -= drop;
    this.position -= drop;
  }

  private convolve(input: Float32Array, output: Float32Array, offset: number, count: number): void {
    const { up, down, phases } = this.filter;
    for (let done = 0; done < count; done += OUTPUT_BLOCK) {
      const ahead = this.phase + done * down;
      const block = output.subarray(offset + done, offset + Math.min(count, done + OUTPUT_BLOCK));
      const position = this.position + Math.floor(ahead / up);
      if (phases === up) this.filterBlock(input, block, position, ahead % up);
      else this.interpolateBlock(input, block, position, ahead % up);
    }
  }

  private filterBlock(input: Float32Array, block: Float32Array, position: number, phase: number): void {
    const { up, down, taps } = this.filter;
    const { byteOffset } = this.output;
    const place = input.byteOffset + 4 * position;
    const stride = 4 * Math.floor(down / up);
    const end = byteOffset + 4 * block.length;
    this.kernel.filter(byteOffset, end, place, this.table.byteOffset, 4 * taps, phase, up, stride, down % up);
    block.set(this.output.subarray(0, block.length));
  }

  private interpolateBlock(input: Float32Array, block: Float32Array, position: number, phase: number): void {
    const { up, down } = this.filter;
    for (let index = 0; index < block.length; index++) {
      const ahead = phase + index * down;
      block[index] = this.between(input, position + Math.floor(ahead / up), ahead % up);
    }
  }

  private dot(input: Float32Array, position: number, row: number): number {
    const { taps } = this.filter;
    return this.kernel.dot(this.table.byteOffset + row * taps * 4, input.byteOffset + position * 4, taps * 4);
  }

  private between(input: Float32Array, position: number, phase: number): number {
    const place = (phase * this.filter.phases) / this.filter.up;
    const row = Math.floor(place);
    const share = place - row;
    return (1 - share) * this.dot(input, position, row) + share * this.dot(input, position, row + 1);
  }
}

/**
 * Changes the rate of a whole signal at once; see {@link Resampler} for its properties.
 * @returns `ceil(samples.length · toHz / fromHz)` samples
 * @throws DspArgumentError for rates outside 1,000..384,000 Hz
 */
export function resample(samples: Float32Array, options: Omit<ResamplerOptions, 'channels'>): Float32Array {
  checkSamples('samples', samples);
  const resampler = new Resampler({ ...options, channels: 1 });
  const [head] = resampler.push([samples]);
  const [tail] = resampler.flush();
  const output = new Float32Array(head.length + tail.length);
  output.set(head);
  output.set(tail, head.length);
  return output;
}
