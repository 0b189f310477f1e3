import { SMALLEST_NORMAL } from './smallest-normal.js';
import { FunctionBuilder } from '../webassembly/function-builder.js';
import { f32x4, i32, i32x4, v128 } from '../webassembly/instructions.js';
import { type Kernel, KernelModule } from '../webassembly/kernel-module.js';

const CHUNK = 4_096;
const MANTISSA_BITS = 23;
/** Bits of the square root of 1/2, so that mantissas lie around 1. */
const ROOT_HALF_BITS = 0x3f3504f3;
/** Of log(m) = 2·artanh(s) with s = (m - 1) / (m + 1): |s| < 0.172 leaves an error under 3e-9 after these terms. */
const SERIES = [1 / 9, 1 / 7, 1 / 5, 1 / 3, 1];

interface LogarithmFunctions {
  /** In place, with the vectors `smallest`, `factor · log10(2)`, `2 · factor · log10(e)` and `offset` at `constants`. */
  readonly logarithm: (data: number, end: number, constants: number) => void;
}

const logarithmModule = new KernelModule<LogarithmFunctions>(() => {
  const builder = new FunctionBuilder('logarithm', ['data', 'end', 'constants']);
  const { data, end, constants } = builder.parameters;
  const [smallest, exponentFactor, mantissaFactor, offset] = [0, 4, 8, 12].map((byte) =>
    builder.vector(v128.load32Splat(constants, byte)),
  );
  const { add, multiply } = f32x4;
  builder.repeatWhile(() => {
    const bits = builder.vector(f32x4.maximum(v128.load(data), smallest));
    const exponent = builder.vector(
      i32x4.shiftRightSigned(i32x4.subtract(bits, i32x4.splat(ROOT_HALF_BITS)), MANTISSA_BITS),
    );
    const mantissa = builder.vector(i32x4.subtract(bits, i32x4.shiftLeft(exponent, MANTISSA_BITS)));
    const one = f32x4.splat(1);
    const s = builder.vector(f32x4.divide(f32x4.subtract(mantissa, one), add(mantissa, one)));
    const square = builder.vector(multiply(s, s));
    const series = SERIES.slice(1).reduce(
      (sum, term) => add(multiply(sum, square), f32x4.splat(term)),
      f32x4.splat(SERIES[0]),
    );
    const mantissaPart = multiply(multiply(series, s), mantissaFactor);
    const exponentPart = multiply(f32x4.fromSignedIntegers(exponent), exponentFactor);
    builder.emit(v128.store(data, add(add(exponentPart, mantissaPart), offset)));
    return i32.lessUnsigned(data.tee(i32.add(data, i32.constant(16))), end);
  });
  return [builder];
});

let kernel: Kernel<LogarithmFunctions> | undefined;

/**
 * Turns values into `factor · log10(max(value, smallest)) + offset`, in place. The error is under 1e-6 · |factor|.
 * @param values finite numbers: the caller keeps NaN out @param smallest above 0
 */
export function scaledLogarithm(values: Float32Array, smallest: number, factor = 1, offset = 0): void {
  kernel ??= logarithmModule.instantiate([CHUNK, 4]);
  const [data, constants] = kernel.arrays;
  const parts = [
    // Smaller numbers have no leading one in their mantissa.
    Math.max(smallest, SMALLEST_NORMAL),
    factor * Math.LOG10E * Math.LN2,
    2 * factor * Math.LOG10E,
    offset,
  ];
  constants.set(parts);
  for (let start = 0; start < values.length; start += CHUNK) {
    const chunk = values.subarray(start, start + CHUNK);
    data.set(chunk);
    kernel.functions.logarithm(data.byteOffset, data.byteOffset + 4 * chunk.length, constants.byteOffset);
    chunk.set(data.subarray(0, chunk.length));
  }
}

/** Raises smaller values to the floor, in place. */
export function raiseTo(values: Float32Array, floor: number): void {
  for (let index = 0; index < values.length; index++) if (values[index] < floor) values[index] = floor;
}
