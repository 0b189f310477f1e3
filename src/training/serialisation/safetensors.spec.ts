import { readSafetensors } from './read-safetensors.js';
import { writeSafetensors } from './write-safetensors.js';

const tensors = new Map([
  ['b.weight', { data: Float32Array.of(1.5, -0, Infinity, 1e-45, Math.PI, NaN), shape: [2, 3] }],
  ['a', { data: Float32Array.of(7), shape: [] }],
]);

it('gives back the same bits, names and texts', () => {
  const file = readSafetensors(writeSafetensors(tensors, { licence: 'MIT' }));
  expect(file.names).toEqual(['a', 'b.weight']);
  expect(file.metadata).toEqual(new Map([['licence', 'MIT']]));
  for (const [name, { data, shape }] of tensors) {
    expect(file.float32(name).shape).toEqual(shape);
    expect(new Uint32Array(file.float32(name).data.buffer)).toEqual(new Uint32Array(data.buffer));
  }
});

it('writes the layout of the format', () => {
  const bytes = writeSafetensors(new Map([['w', { data: Float32Array.of(1, 2), shape: [2] }]]));
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as object;
  expect(header).toEqual({ __metadata__: {}, w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
  expect(length % 8).toBe(0);
  expect([...new Float32Array(bytes.slice(8 + length).buffer)]).toEqual([1, 2]);
});

it('reads half precision and bfloat16, also where offsets are odd', () => {
  const half = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0x7c00, 0x7e00, 0x8000];
  const brain = [0x3f80, 0xc049, 0x0001, 0x7f80];
  const data = new Uint8Array([9, ...new Uint8Array(Uint16Array.from([...half, ...brain]).buffer)]);
  const file = readSafetensors(
    build(
      {
        odd: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
        half: { dtype: 'F16', shape: [8], data_offsets: [1, 17] },
        brain: { dtype: 'BF16', shape: [2, 2], data_offsets: [17, 25] },
      },
      data,
    ),
  );
  expect([...file.float32('half').data]).toEqual([1, -2, 65504, 2 ** -24, 1023 * 2 ** -24, Infinity, NaN, -0]);
  expect([...file.float32('brain').data]).toEqual([1, -3.140625, Math.fround(2 ** -133), Infinity]);
  expect(() => file.float32('odd')).toThrow(/U8/);
  expect(() => file.float32('none')).toThrow(/not in the file/);
});

const four = new Uint8Array(4);
const whole = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };

it.each([
  ['nothing', new Uint8Array(0)],
  ['seven bytes', new Uint8Array(7)],
  ['a header longer than the file', Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0, 123, 125)],
  ['a header of 2^63 bytes', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128, 123, 125)],
  ['a header that is not JSON', build('{"w"', four)],
  ['a header that is a list', build('[]', new Uint8Array(0))],
  ['a header that is not UTF-8', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xc3, 0x28)],
  ['a tensor that is a number', build({ w: 3 }, four)],
  ['an unknown dtype', build({ w: { ...whole, dtype: 'toString' } }, four)],
  ['a negative size', build({ w: { ...whole, shape: [-1] } }, four)],
  ['a fractional size', build({ w: { ...whole, shape: [0.5] } }, four)],
  ['sizes whose product overflows', build({ w: { ...whole, shape: [2 ** 40, 2 ** 40] } }, four)],
  ['offsets past the end', build({ w: { ...whole, shape: [2], data_offsets: [0, 8] } }, four)],
  ['offsets backwards', build({ w: { ...whole, data_offsets: [4, 0] } }, four)],
  ['three offsets', build({ w: { ...whole, data_offsets: [0, 4, 4] } }, four)],
  ['a shape that its bytes do not fill', build({ w: { ...whole, shape: [2] } }, four)],
  ['tensors that overlap', build({ v: whole, w: whole }, four)],
  ['a gap between tensors', build({ v: whole, w: { ...whole, data_offsets: [8, 12] } }, new Uint8Array(12))],
  ['bytes behind the last tensor', build({ w: whole }, new Uint8Array(5))],
  ['metadata that is not text', build({ __metadata__: { a: 1 } }, new Uint8Array(0))],
])('refuses %s', (_, bytes) => {
  expect(() => readSafetensors(bytes)).toThrow(
    expect.objectContaining({ name: 'TrainingArgumentError', argument: 'file' }) as Error,
  );
});

function build(header: object | string, data: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const length = new Uint8Array(new BigUint64Array([BigInt(json.length)]).buffer);
  return new Uint8Array([...length, ...json, ...data]);
}
