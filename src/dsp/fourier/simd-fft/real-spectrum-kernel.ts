import { FunctionBuilder } from '../../webassembly/function-builder.js';
import { f32x4, i32, type Local, v128 } from '../../webassembly/instructions.js';
import { addComplex, COMPLEX_VECTOR_BYTES, loadComplex, multiplyComplex, subtractComplex } from './complex-vectors.js';

const PARAMETERS = ['real', 'imaginary', 'last', 'twiddles', 'twiddlesEnd', 'first', 'second'] as const;

/**
 * The spectrum of a real signal from the transform of its even and odd samples as one complex signal of `last` bytes a part, doubled. Takes four
 * frequencies from the lowest and the four that mirror them from the highest on at a time; 0 and the Nyquist frequency are left out.
 * `spectrum` writes real parts to `first` and imaginary ones to `second`, `power` their squares' sum to `first`.
 * Source: W. H. Press et al., Numerical Recipes, 3rd ed., 12.3.
 */
export function realSpectrumKernel(exportName: 'spectrum' | 'power'): FunctionBuilder {
  const builder = new FunctionBuilder(exportName, PARAMETERS);
  const { real, imaginary, last, twiddles, twiddlesEnd, first, second } = builder.parameters;
  const up = builder.local('i32', i32.constant(4));
  const down = builder.local('i32', i32.subtract(last, i32.constant(16)));
  const at = (base: Local, offset: Local) => i32.add(base, offset);
  const reversed = (value: Local) => f32x4.shuffle(value, value, [3, 2, 1, 0]);
  const loadReversed = (base: Local) => builder.vector(reversed(builder.vector(v128.load(at(base, down)))));
  builder.repeatWhile(() => {
    const low = {
      real: builder.vector(v128.load(at(real, up))),
      imaginary: builder.vector(v128.load(at(imaginary, up))),
    };
    const high = { real: loadReversed(real), imaginary: loadReversed(imaginary) };
    const even = {
      real: builder.vector(f32x4.add(low.real, high.real)),
      imaginary: builder.vector(f32x4.subtract(low.imaginary, high.imaginary)),
    };
    const odd = {
      real: builder.vector(f32x4.add(low.imaginary, high.imaginary)),
      imaginary: builder.vector(f32x4.subtract(high.real, low.real)),
    };
    const turned = multiplyComplex(builder, odd, loadComplex(builder, twiddles));
    const rising = addComplex(builder, even, turned);
    const falling = subtractComplex(builder, even, turned);
    if (exportName === 'power') {
      const square = ({ real: a, imaginary: b }: typeof rising) =>
        builder.vector(f32x4.add(f32x4.multiply(a, a), f32x4.multiply(b, b)));
      const mirrored = square(falling);
      builder.emit(v128.store(at(first, up), square(rising)), v128.store(at(first, down), reversed(mirrored)));
    } else {
      const conjugate = builder.vector(f32x4.subtract(turned.imaginary, even.imaginary));
      builder.emit(
        v128.store(at(first, up), rising.real),
        v128.store(at(first, down), reversed(falling.real)),
        v128.store(at(second, up), rising.imaginary),
        v128.store(at(second, down), reversed(conjugate)),
      );
    }
    builder.emit(up.set(i32.add(up, i32.constant(16))), down.set(i32.subtract(down, i32.constant(16))));
    const next = i32.add(twiddles, i32.constant(COMPLEX_VECTOR_BYTES));
    return i32.lessUnsigned(twiddles.tee(next), twiddlesEnd);
  });
  return builder;
}
