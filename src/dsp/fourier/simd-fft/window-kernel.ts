import { FunctionBuilder } from '../../webassembly/function-builder.js';
import { f32x4, i32, v128 } from '../../webassembly/instructions.js';
import { COMPLEX_VECTOR_BYTES, storeComplex } from './complex-vectors.js';

/**
 * Multiplies real samples by the window and takes them as complex numbers (even samples real, odd ones imaginary). Four neighbouring complex
 * numbers become the lanes of one vector, so that lane l holds every fourth from the l-th on; vector m goes to address `data + order[m]`.
 */
export function windowKernel(): FunctionBuilder {
  const builder = new FunctionBuilder('window', ['samples', 'window', 'data', 'order', 'orderEnd']);
  const { samples, window, data, order, orderEnd } = builder.parameters;
  builder.repeatWhile(() => {
    const windowed = (offset: number) =>
      builder.vector(f32x4.multiply(v128.load(samples, offset), v128.load(window, offset)));
    const [first, second] = [windowed(0), windowed(16)];
    const target = builder.local('i32', i32.add(data, i32.load(order)));
    builder.emit(
      storeComplex(target, {
        real: builder.vector(f32x4.shuffle(first, second, [0, 2, 4, 6])),
        imaginary: builder.vector(f32x4.shuffle(first, second, [1, 3, 5, 7])),
      }),
      samples.set(i32.add(samples, i32.constant(COMPLEX_VECTOR_BYTES))),
      window.set(i32.add(window, i32.constant(COMPLEX_VECTOR_BYTES))),
    );
    return i32.lessUnsigned(order.tee(i32.add(order, i32.constant(4))), orderEnd);
  });
  return builder;
}
