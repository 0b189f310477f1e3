import { FunctionBuilder } from './webassembly/function-builder.js';
import { f32, f32x4, i32, type Local, v128 } from './webassembly/instructions.js';
import { KernelModule } from './webassembly/kernel-module.js';

/** Both arrays' length must be a multiple of this. */
export const DOT_BLOCK = 16;
const BLOCK_BYTES = 4 * DOT_BLOCK;

interface DotFunctions {
  readonly dot: (first: number, second: number, bytes: number) => number;
}

/** Inner products at the speed of 128-bit SIMD, which JavaScript itself does not reach. */
const dotModule = new KernelModule<DotFunctions>(() => {
  const builder = new FunctionBuilder('dot', ['first', 'second', 'bytes'], 'f32');
  const { first, second, bytes } = builder.parameters;
  const end = builder.local('i32', i32.add(first, bytes));
  // Four sums, since each addition waits for the one before it.
  const sums = [0, 16, 32, 48].map((offset) => ({ offset, sum: builder.local('v128') }));
  builder.repeatWhile(() => {
    for (const { offset, sum } of sums) {
      builder.emit(sum.set(f32x4.add(sum, f32x4.multiply(v128.load(first, offset), v128.load(second, offset)))));
    }
    builder.emit(second.set(i32.add(second, i32.constant(BLOCK_BYTES))));
    return i32.lessUnsigned(first.tee(i32.add(first, i32.constant(BLOCK_BYTES))), end);
  });
  const [a, b, c, d] = sums.map(({ sum }) => sum);
  const total: Local = builder.vector(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  const lane = (index: number) => f32x4.extractLane(total, index);
  builder.emit(f32.add(f32.add(lane(0), lane(1)), f32.add(lane(2), lane(3))));
  return [builder];
});

/** Float32 arrays in one memory, and the inner product of any two runs of them. */
export interface DotArena {
  readonly arrays: readonly Float32Array[];
  /**
   * @param first byte address of one run (`array.byteOffset + 4 · index`), @param second of the other
   * @param bytes length of both in bytes: a multiple of `4 · DOT_BLOCK`, above 0
   */
  readonly dot: (first: number, second: number, bytes: number) => number;
}

/** Makes zeroed arrays of the given lengths that {@link DotArena.dot} can reach. */
export function createDotArena(lengths: readonly number[]): DotArena {
  const { arrays, functions } = dotModule.instantiate(lengths);
  return { arrays, dot: functions.dot };
}
