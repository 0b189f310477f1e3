import { FunctionBuilder } from '../../webassembly/function-builder.js';
import { i32, v128 } from '../../webassembly/instructions.js';
import { butterfly } from './butterfly.js';
import { COMPLEX_VECTOR_BYTES, loadComplex, multiplyComplex, transpose } from './complex-vectors.js';
import { COMBINE_BLOCK } from './twiddle-tables.js';

/**
 * Joins the transforms of the four lanes into one: a radix-4 stage that takes four neighbouring vectors at a time, so that rows and columns
 * change places. From here on real and imaginary parts lie in arrays of their own; `quarter` is the bytes of a quarter of them.
 */
export function combineKernel(): FunctionBuilder {
  const builder = new FunctionBuilder('combine', ['data', 'end', 'twiddles', 'real', 'imaginary', 'quarter']);
  const { data, end, twiddles, real, imaginary, quarter } = builder.parameters;
  builder.repeatWhile(() => {
    const vectors = [0, 1, 2, 3].map((index) =>
      loadComplex(builder, i32.add(data, i32.constant(index * COMPLEX_VECTOR_BYTES))),
    );
    const realRows = transpose(
      builder,
      vectors.map((vector) => vector.real),
    );
    const imaginaryRows = transpose(
      builder,
      vectors.map((vector) => vector.imaginary),
    );
    const lanes = realRows.map((row, lane) => {
      const value = { real: row, imaginary: imaginaryRows[lane] };
      if (lane === 0) return value;
      const factors = loadComplex(builder, i32.add(twiddles, i32.constant((lane - 1) * COMPLEX_VECTOR_BYTES)));
      return multiplyComplex(builder, value, factors);
    });
    const realTarget = builder.local('i32', real);
    const imaginaryTarget = builder.local('i32', imaginary);
    for (const value of butterfly(builder, lanes)) {
      builder.emit(
        v128.store(realTarget, value.real),
        v128.store(imaginaryTarget, value.imaginary),
        realTarget.set(i32.add(realTarget, quarter)),
        imaginaryTarget.set(i32.add(imaginaryTarget, quarter)),
      );
    }
    builder.emit(
      twiddles.set(i32.add(twiddles, i32.constant(4 * COMBINE_BLOCK))),
      real.set(i32.add(real, i32.constant(16))),
      imaginary.set(i32.add(imaginary, i32.constant(16))),
    );
    return i32.lessUnsigned(data.tee(i32.add(data, i32.constant(4 * COMPLEX_VECTOR_BYTES))), end);
  });
  return builder;
}
