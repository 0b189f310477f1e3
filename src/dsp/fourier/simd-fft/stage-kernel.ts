import { FunctionBuilder } from '../../webassembly/function-builder.js';
import { i32, type Local, type Operand, v128 } from '../../webassembly/instructions.js';
import { butterfly, type Radix } from './butterfly.js';
import {
  COMPLEX_VECTOR_BYTES,
  type ComplexVector,
  loadComplex,
  multiplyComplex,
  storeComplex,
} from './complex-vectors.js';

/** Transforms `radix` neighbouring values each, from address `data` to `end`: the first stage, where all factors are 1. */
export function firstStageKernel(radix: Radix): FunctionBuilder {
  const builder = new FunctionBuilder(`first${radix}`, ['data', 'end']);
  const { data, end } = builder.parameters;
  builder.repeatWhile(() => {
    const addresses = partners(builder, data, i32.constant(COMPLEX_VECTOR_BYTES), radix);
    const values = addresses.map((address) => loadComplex(builder, address));
    const results = butterfly(builder, values);
    builder.emit(...results.map((value, index) => storeComplex(addresses[index], value)));
    return i32.lessUnsigned(data.tee(i32.add(data, i32.constant(radix * COMPLEX_VECTOR_BYTES))), end);
  });
  return builder;
}

/**
 * Joins, in place, each `radix` neighbouring transforms of `span` bytes into one.
 * `twiddles` has `radix - 1` complex factors for each value of a span.
 */
export function stageKernel(radix: Radix): FunctionBuilder {
  const builder = new FunctionBuilder(`stage${radix}`, ['data', 'end', 'span', 'twiddles']);
  const { data, end, span, twiddles } = builder.parameters;
  const factors = builder.local('i32');
  const blockEnd = builder.local('i32');
  builder.repeatWhile(() => {
    builder.emit(factors.set(twiddles), blockEnd.set(i32.add(data, span)));
    builder.repeatWhile(() => {
      const addresses = partners(builder, data, span, radix);
      const values = addresses.map((address, index) => {
        const value = loadComplex(builder, address);
        return index === 0 ? value : multiplyComplex(builder, value, splatComplex(builder, factors, 8 * (index - 1)));
      });
      const results = butterfly(builder, values);
      builder.emit(...results.map((value, index) => storeComplex(addresses[index], value)));
      builder.emit(factors.set(i32.add(factors, i32.constant(8 * (radix - 1)))));
      return i32.lessUnsigned(data.tee(i32.add(data, i32.constant(COMPLEX_VECTOR_BYTES))), blockEnd);
    });
    const skipped = i32.multiply(span, i32.constant(radix - 1));
    return i32.lessUnsigned(data.tee(i32.add(data, skipped)), end);
  });
  return builder;
}

/** `first` and the `radix - 1` addresses that follow it at this distance. */
function partners(builder: FunctionBuilder, first: Local, distance: Operand, radix: Radix): Local[] {
  const addresses = [first];
  for (let index = 1; index < radix; index++) {
    addresses.push(builder.local('i32', i32.add(addresses[index - 1], distance)));
  }
  return addresses;
}

/** One complex number in all four lanes. */
const splatComplex = (builder: FunctionBuilder, address: Local, offset: number): ComplexVector => ({
  real: builder.vector(v128.load32Splat(address, offset)),
  imaginary: builder.vector(v128.load32Splat(address, offset + 4)),
});
