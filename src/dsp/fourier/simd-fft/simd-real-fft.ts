import { type FftFunctions, fftModule } from './fft-module.js';
import { digitReversal, factorise } from './fft-plan.js';
import {
  COMBINE_BLOCK,
  combineTwiddlesLength,
  realTwiddlesLength,
  stageTwiddlesLength,
  writeCombineTwiddles,
  writeRealTwiddles,
  writeStageTwiddles,
} from './twiddle-tables.js';

const LANES = 4;
const FLOAT_BYTES = 4;
/** Numbers in a vector of complex numbers, and real samples that fill one. */
const COMPLEX_VECTOR = 2 * LANES;
/** Longer transforms are left to double precision: their tables would cost more memory than time is won. */
const LONGEST = 1 << 18;

interface Stage {
  readonly run: (data: number, end: number, span: number, twiddles: number) => void;
  readonly span: number;
  readonly twiddles: number;
}

/**
 * Spectra of windowed real frames of one length in single precision, four numbers at a time (WebAssembly SIMD).
 *
 * A real frame of N samples is taken as M = N / 2 complex numbers, these as four interleaved sequences of Q = M / 4, one in each lane. All stages
 * of their mixed-radix transform (decimation in time) then work without moving anything between lanes; one last radix-4 stage joins
 * the lanes, and a pass over mirrored frequencies yields the spectrum of the real frame.
 *
 * Every call copies the frame in and the result out and keeps nothing, so that users of one instance may take turns.
 * Source: C. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992.
 */
export class SimdRealFft {
  readonly bins: number;
  private readonly functions: FftFunctions;
  private readonly stages: readonly Stage[];
  private readonly input: Float32Array;
  private readonly window: Float32Array;
  private readonly data: Float32Array;
  private readonly order: Float32Array;
  private readonly combineTwiddles: Float32Array;
  private readonly realTwiddles: Float32Array;
  private readonly real: Float32Array;
  private readonly imaginary: Float32Array;
  private readonly first: Float32Array;
  private readonly second: Float32Array;
  private readonly windowLength: number;
  private readonly offset: number;

  /** Whether a length has a plan: a multiple of 8 from 32 to 262144 without prime factors above 7. */
  static suits(size: number): boolean {
    const quarter = size / COMPLEX_VECTOR;
    return Number.isInteger(quarter) && quarter >= LANES && size <= LONGEST && factorise(quarter) !== undefined;
  }

  /** @param size a length that {@link suits} @param window at most as long; a shorter one stands in the middle of zeros */
  constructor(size: number, window: Float64Array) {
    const half = size / 2;
    const quarter = half / LANES;
    const radices = factorise(quarter) ?? [];
    this.bins = half + 1;
    this.windowLength = window.length;
    this.offset = Math.floor((size - window.length) / 2);
    const spans = radices.map((_, index) => radices.slice(0, index).reduce((product, radix) => product * radix, 1));
    const { arrays, functions } = fftModule.instantiate([
      ...[size, size, size, quarter, combineTwiddlesLength(quarter), realTwiddlesLength(size)],
      ...[half, half, this.bins, this.bins],
      ...radices.map((radix, index) => stageTwiddlesLength(radix, spans[index])),
    ]);
    this.functions = functions;
    [this.input, this.window, this.data, this.order, this.combineTwiddles, this.realTwiddles] = arrays;
    [this.real, this.imaginary, this.first, this.second] = arrays.slice(6);
    this.window.set(
      window.map((value) => value / 2),
      this.offset,
    );
    new Int32Array(this.order.buffer, this.order.byteOffset, quarter).set(
      digitReversal(radices).map((position) => position * COMPLEX_VECTOR * FLOAT_BYTES),
    );
    writeCombineTwiddles(this.combineTwiddles, quarter);
    writeRealTwiddles(this.realTwiddles, size);
    this.stages = radices.map((radix, index) => {
      const table = arrays[10 + index];
      writeStageTwiddles(table, radix, spans[index]);
      return {
        run: index === 0 ? functions[`first${radix}`] : functions[`stage${radix}`],
        span: spans[index] * COMPLEX_VECTOR * FLOAT_BYTES,
        twiddles: table.byteOffset,
      };
    });
  }

  /** `|X[k]|²` of the frame that begins at `start`, not scaled; `output` takes `bins` numbers. */
  power(samples: Float32Array, start: number, output: Float32Array | Float64Array): void {
    this.transform(samples, start);
    this.finish(this.functions.power);
    this.first[0] *= this.first[0];
    this.first[this.bins - 1] *= this.first[this.bins - 1];
    output.set(this.first);
  }

  /** `X[k]` of the frame that begins at `start`, not scaled; the arrays take `bins` numbers. */
  spectrum(
    samples: Float32Array,
    start: number,
    real: Float32Array | Float64Array,
    imaginary: Float32Array | Float64Array,
  ): void {
    this.transform(samples, start);
    this.finish(this.functions.spectrum);
    this.second[0] = this.second[this.bins - 1] = 0;
    real.set(this.first);
    imaginary.set(this.second);
  }

  /** Half of the transform of the windowed frame as complex numbers: the window carries the half. */
  private transform(samples: Float32Array, start: number): void {
    const { functions, input, data, order } = this;
    input.set(samples.subarray(start, start + this.windowLength), this.offset);
    const orderEnd = order.byteOffset + order.byteLength;
    functions.window(input.byteOffset, this.window.byteOffset, data.byteOffset, order.byteOffset, orderEnd);
    const end = data.byteOffset + data.byteLength;
    for (const { run, span, twiddles } of this.stages) run(data.byteOffset, end, span, twiddles);
    this.combine();
  }

  private combine(): void {
    const { functions, data, combineTwiddles, real, imaginary } = this;
    const quarter = real.byteLength / LANES;
    const blockBytes = LANES * COMPLEX_VECTOR * FLOAT_BYTES;
    const whole = Math.floor(data.byteLength / blockBytes) * blockBytes;
    const run = (begin: number, end: number, twiddles: number): void => {
      // A vector of data and a number of the results stand for the same frequency, at 32 and at 4 bytes.
      const shift = begin / COMPLEX_VECTOR;
      const targets = [real.byteOffset + shift, imaginary.byteOffset + shift] as const;
      functions.combine(data.byteOffset + begin, data.byteOffset + end, twiddles, ...targets, quarter);
    };
    run(0, whole, combineTwiddles.byteOffset);
    if (whole === data.byteLength) return;
    // The last block overlaps the one before it, so that it is whole as well.
    const lastTwiddles = combineTwiddles.byteOffset + combineTwiddles.byteLength - COMBINE_BLOCK * FLOAT_BYTES;
    run(data.byteLength - blockBytes, data.byteLength, lastTwiddles);
  }

  private finish(kernel: FftFunctions['power']): void {
    const { real, imaginary, realTwiddles, first, second } = this;
    kernel(
      real.byteOffset,
      imaginary.byteOffset,
      real.byteLength,
      realTwiddles.byteOffset,
      realTwiddles.byteOffset + realTwiddles.byteLength,
      first.byteOffset,
      second.byteOffset,
    );
    first[0] = 2 * (real[0] + imaginary[0]);
    first[this.bins - 1] = 2 * (real[0] - imaginary[0]);
  }
}
