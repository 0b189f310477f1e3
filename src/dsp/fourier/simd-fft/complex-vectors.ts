import { type Code } from '../../webassembly/encoding.js';
import { type FunctionBuilder } from '../../webassembly/function-builder.js';
import { f32x4, type Local, type Operand, v128 } from '../../webassembly/instructions.js';

/** Four complex numbers in two vectors. */
export interface ComplexVector {
  readonly real: Local;
  readonly imaginary: Local;
}

/** Bytes of a {@link ComplexVector} in memory: the four real parts, then the four imaginary ones. */
export const COMPLEX_VECTOR_BYTES = 32;
const IMAGINARY_OFFSET = 16;

export function loadComplex(builder: FunctionBuilder, address: Operand): ComplexVector {
  return {
    real: builder.vector(v128.load(address)),
    imaginary: builder.vector(v128.load(address, IMAGINARY_OFFSET)),
  };
}

export function storeComplex(address: Operand, value: ComplexVector): Code {
  return [v128.store(address, value.real), v128.store(address, value.imaginary, IMAGINARY_OFFSET)];
}

export function multiplyComplex(builder: FunctionBuilder, a: ComplexVector, b: ComplexVector): ComplexVector {
  const { add, subtract, multiply } = f32x4;
  return {
    real: builder.vector(subtract(multiply(a.real, b.real), multiply(a.imaginary, b.imaginary))),
    imaginary: builder.vector(add(multiply(a.real, b.imaginary), multiply(a.imaginary, b.real))),
  };
}

export function addComplex(builder: FunctionBuilder, a: ComplexVector, b: ComplexVector): ComplexVector {
  return {
    real: builder.vector(f32x4.add(a.real, b.real)),
    imaginary: builder.vector(f32x4.add(a.imaginary, b.imaginary)),
  };
}

export function subtractComplex(builder: FunctionBuilder, a: ComplexVector, b: ComplexVector): ComplexVector {
  return {
    real: builder.vector(f32x4.subtract(a.real, b.real)),
    imaginary: builder.vector(f32x4.subtract(a.imaginary, b.imaginary)),
  };
}

/** `a + i·b` */
export function addTurned(builder: FunctionBuilder, a: ComplexVector, b: ComplexVector): ComplexVector {
  return {
    real: builder.vector(f32x4.subtract(a.real, b.imaginary)),
    imaginary: builder.vector(f32x4.add(a.imaginary, b.real)),
  };
}

/** `a - i·b` */
export function subtractTurned(builder: FunctionBuilder, a: ComplexVector, b: ComplexVector): ComplexVector {
  return {
    real: builder.vector(f32x4.add(a.real, b.imaginary)),
    imaginary: builder.vector(f32x4.subtract(a.imaginary, b.real)),
  };
}

/** `Σ weights[k] · values[k]` with real weights. */
export function weightedSum(
  builder: FunctionBuilder,
  values: readonly ComplexVector[],
  weights: readonly number[],
): ComplexVector {
  const sum = (part: 'real' | 'imaginary'): Local =>
    builder.vector(
      values
        .map((value, index): Operand =>
          weights[index] === 1 ? value[part] : f32x4.multiply(value[part], f32x4.splat(weights[index])),
        )
        .reduce((total, term) => f32x4.add(total, term)),
    );
  return { real: sum('real'), imaginary: sum('imaginary') };
}

/** Rows become columns: lane l of vector v goes to lane v of vector l. */
export function transpose(builder: FunctionBuilder, rows: readonly Operand[]): readonly Local[] {
  const interleave = (first: Operand, second: Operand): [Local, Local] => [
    builder.vector(f32x4.shuffle(first, second, [0, 4, 1, 5])),
    builder.vector(f32x4.shuffle(first, second, [2, 6, 3, 7])),
  ];
  const [lowEven, highEven] = interleave(rows[0], rows[2]);
  const [lowOdd, highOdd] = interleave(rows[1], rows[3]);
  return [...interleave(lowEven, lowOdd), ...interleave(highEven, highOdd)];
}
