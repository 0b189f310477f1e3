import { flatten, float32, name, sized, unsigned, signed } from './encoding.js';
import { FunctionBuilder } from './function-builder.js';
import { f32, f32x4, i32, v128 } from './instructions.js';
import { KernelModule } from './kernel-module.js';

describe('encoding', () => {
  it('writes LEB128 as in the specification', () => {
    expect([unsigned(0), unsigned(127), unsigned(128), unsigned(624_485)]).toEqual([
      [0],
      [127],
      [0x80, 1],
      [0xe5, 0x8e, 0x26],
    ]);
    expect([signed(0), signed(-1), signed(63), signed(64), signed(-64), signed(-123_456)]).toEqual([
      [0],
      [0x7f],
      [63],
      [0xc0, 0],
      [0x40],
      [0xc0, 0xbb, 0x78],
    ]);
  });

  it('writes floats and sized parts', () => {
    expect(float32(1)).toEqual([0, 0, 0x80, 0x3f]);
    expect(flatten(name('ab'))).toEqual([2, 97, 98]);
    expect(flatten(sized([1, [2, [3]]]))).toEqual([3, 1, 2, 3]);
  });
});

describe('KernelModule', () => {
  interface Functions {
    readonly scale: (data: number, end: number, factor: number) => void;
    readonly first: (data: number) => number;
  }
  const kernels = new KernelModule<Functions>(() => {
    const scale = new FunctionBuilder('scale', ['data', 'end', 'factor']);
    const { data, end, factor } = scale.parameters;
    const splat = scale.vector(v128.load32Splat(factor));
    scale.repeatWhile(() => {
      scale.emit(v128.store(data, f32x4.multiply(v128.load(data), splat)));
      return i32.lessUnsigned(data.tee(i32.add(data, i32.constant(16))), end);
    });
    const first = new FunctionBuilder('first', ['data'], 'f32');
    first.emit(f32.load(first.parameters.data));
    return [scale, first];
  });

  it('runs a loop over vectors', () => {
    const { arrays, functions } = kernels.instantiate([8, 1]);
    const [values, factor] = arrays;
    values.set([1, 2, 3, 4, 5, 6, 7, 8]);
    factor[0] = 0.5;
    functions.scale(values.byteOffset, values.byteOffset + 32, factor.byteOffset);
    expect([...values]).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(functions.first(values.byteOffset)).toBe(0.5);
  });

  it('gives every instance a memory of its own', () => {
    const [mine, yours] = [kernels.instantiate([4]), kernels.instantiate([4])];
    mine.arrays[0].fill(1);
    expect([...yours.arrays[0]]).toEqual([0, 0, 0, 0]);
  });

  it('begins arrays on cache lines and may be read beyond the last', () => {
    const { arrays } = kernels.instantiate([3, 17, 1]);
    expect(arrays.map(({ byteOffset }) => byteOffset)).toEqual([0, 64, 192]);
    expect(arrays[2].buffer.byteLength).toBeGreaterThanOrEqual(192 + 4 + 60);
  });
});
