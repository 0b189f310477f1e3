import { FunctionBuilder } from '../webassembly/function-builder.js';
import { f32, f32x4, i32, v128 } from '../webassembly/instructions.js';
import { KernelModule } from '../webassembly/kernel-module.js';

/** One row of a matrix whose other entries are 0. */
export interface SparseRow {
  /** Column of the first weight. */
  readonly first: number;
  readonly weights: Float32Array;
}

const LANES = 4;
/** A row's entry in the table: where its inputs begin, and their bytes. */
const ENTRY = 2;

interface RowFunctions {
  readonly multiply: (table: number, tableEnd: number, input: number, weights: number, output: number) => void;
}

const rowModule = new KernelModule<RowFunctions>(() => {
  const builder = new FunctionBuilder('multiply', ['table', 'tableEnd', 'input', 'weights', 'output']);
  const { table, tableEnd, input, weights, output } = builder.parameters;
  const address = builder.local('i32');
  const end = builder.local('i32');
  const sum = builder.local('v128');
  const lane = (index: number) => f32x4.extractLane(sum, index);
  builder.repeatWhile(() => {
    builder.emit(
      address.set(i32.add(input, i32.load(table))),
      end.set(i32.add(address, i32.load(table, 4))),
      sum.set(f32x4.splat(0)),
    );
    builder.repeatWhile(() => {
      builder.emit(
        sum.set(f32x4.add(sum, f32x4.multiply(v128.load(address), v128.load(weights)))),
        weights.set(i32.add(weights, i32.constant(16))),
      );
      return i32.lessUnsigned(address.tee(i32.add(address, i32.constant(16))), end);
    });
    builder.emit(
      f32.store(output, f32.add(f32.add(lane(0), lane(1)), f32.add(lane(2), lane(3)))),
      output.set(i32.add(output, i32.constant(4))),
    );
    return i32.lessUnsigned(table.tee(i32.add(table, i32.constant(4 * ENTRY))), tableEnd);
  });
  return [builder];
});

/** The product of a matrix of sparse rows with vectors, in single precision (WebAssembly SIMD). */
export class SparseRows {
  private readonly functions: RowFunctions;
  private readonly table: Float32Array;
  private readonly weights: Float32Array;
  private readonly input: Float32Array;
  private readonly output: Float32Array;

  /** @param rows at least one; each lies within the columns */
  constructor(rows: readonly SparseRow[], columns: number) {
    const blocks = rows.map(({ weights }) => Math.max(1, Math.ceil(weights.length / LANES)));
    const total = blocks.reduce((sum, count) => sum + count, 0);
    // A row's last block may reach beyond the columns.
    const { arrays, functions } = rowModule.instantiate([
      ...[rows.length * ENTRY, total * LANES, columns + LANES, rows.length],
    ]);
    this.functions = functions;
    [this.table, this.weights] = arrays;
    [this.input, this.output] = [arrays[2].subarray(0, columns), arrays[3]];
    const entries = new Int32Array(this.table.buffer, this.table.byteOffset, this.table.length);
    let block = 0;
    rows.forEach(({ first, weights }, row) => {
      const begin = weights.length === 0 ? 0 : first;
      entries.set([4 * begin, 4 * LANES * blocks[row]], ENTRY * row);
      this.weights.set(weights, LANES * block);
      block += blocks[row];
    });
  }

  /** `output[offset + row] = Σ weight · input[column]` */
  apply(input: Float32Array | Float64Array, output: Float32Array, offset = 0): void {
    const { table, weights } = this;
    this.input.set(input);
    this.functions.multiply(
      table.byteOffset,
      table.byteOffset + table.byteLength,
      this.input.byteOffset,
      weights.byteOffset,
      this.output.byteOffset,
    );
    output.set(this.output, offset);
  }
}
