import { type Code } from '../webassembly/encoding.js';
import { FunctionBuilder } from '../webassembly/function-builder.js';
import { f32, f32x4, i32, type Local, v128 } from '../webassembly/instructions.js';
import { type Kernel, KernelModule } from '../webassembly/kernel-module.js';

/** Filter rows are multiples of so many taps. */
export const TAP_BLOCK = 16;
const BLOCK_BYTES = 4 * TAP_BLOCK;

/** All addresses and lengths are bytes; rows are multiples of `4 · TAP_BLOCK`. */
export interface PolyphaseFunctions {
  /** The inner product of a filter row and the input from an address on. */
  readonly dot: (row: number, input: number, rowBytes: number) => number;
  /**
   * Fills outputs one after the other, each the inner product of the row of its phase and the input at its place. From output to output
   * the place moves on by `stride` and the phase by `turn`; a phase from `up` on becomes one more input.
   */
  readonly filter: (
    output: number,
    outputEnd: number,
    input: number,
    table: number,
    rowBytes: number,
    phase: number,
    up: number,
    stride: number,
    turn: number,
  ) => void;
}

const polyphaseModule = new KernelModule<PolyphaseFunctions>(() => [dotKernel(), filterKernel()]);

/** The functions, and zeroed arrays of the given lengths which they reach. */
export function createPolyphaseKernel(lengths: readonly number[]): Kernel<PolyphaseFunctions> {
  return polyphaseModule.instantiate(lengths);
}

function dotKernel(): FunctionBuilder {
  const builder = new FunctionBuilder('dot', ['row', 'input', 'rowBytes'], 'f32');
  const { row, input, rowBytes } = builder.parameters;
  builder.emit(innerProduct(builder, row, input, rowBytes));
  return builder;
}

function filterKernel(): FunctionBuilder {
  const builder = new FunctionBuilder('filter', [
    ...(['output', 'outputEnd', 'input', 'table', 'rowBytes', 'phase', 'up', 'stride', 'turn'] as const),
  ]);
  const { output, outputEnd, input, table, rowBytes, phase, up, stride, turn } = builder.parameters;
  const carry = builder.local('i32');
  const row = builder.local('i32');
  const place = builder.local('i32');
  builder.repeatWhile(() => {
    builder.emit(row.set(i32.add(table, i32.multiply(phase, rowBytes))), place.set(input));
    const product = innerProduct(builder, row, place, rowBytes);
    builder.emit(
      f32.store(output, product),
      phase.set(i32.add(phase, turn)),
      carry.set(i32.subtract(i32.constant(1), i32.lessUnsigned(phase, up))),
      phase.set(i32.subtract(phase, i32.multiply(carry, up))),
      input.set(i32.add(i32.add(input, stride), i32.multiply(carry, i32.constant(4)))),
    );
    return i32.lessUnsigned(output.tee(i32.add(output, i32.constant(4))), outputEnd);
  });
  return builder;
}

/** Emits the loop and gives its result; moves both addresses to the ends of their runs. */
function innerProduct(builder: FunctionBuilder, first: Local, second: Local, bytes: Local): Code {
  const end = builder.local('i32', i32.add(first, bytes));
  // Four sums, since each addition waits for the one before it.
  const sums = [0, 16, 32, 48].map((offset) => ({ offset, sum: builder.vector(f32x4.splat(0)) }));
  builder.repeatWhile(() => {
    for (const { offset, sum } of sums) {
      builder.emit(sum.set(f32x4.add(sum, f32x4.multiply(v128.load(first, offset), v128.load(second, offset)))));
    }
    builder.emit(second.set(i32.add(second, i32.constant(BLOCK_BYTES))));
    return i32.lessUnsigned(first.tee(i32.add(first, i32.constant(BLOCK_BYTES))), end);
  });
  const [a, b, c, d] = sums.map(({ sum }) => sum);
  const total = builder.vector(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  const lane = (index: number): Code => f32x4.extractLane(total, index);
  return f32.add(f32.add(lane(0), lane(1)), f32.add(lane(2), lane(3)));
}
