/**
 * Inner products at the speed of 128-bit SIMD, which JavaScript itself does not reach. The WebAssembly module is assembled here, instruction
 * by instruction, so that it needs no compiler and can be read.
 */

/** The part of the WebAssembly API used here; Node's types leave the namespace out. */
interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
}

const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
const PAGE_BYTES = 65_536;

/** Both arrays' length must be a multiple of this. */
export const DOT_BLOCK = 16;

const GET = 0x20;
const SET = 0x21;
const TEE = 0x22;
const I32_CONST_64 = [0x41, 0xc0, 0x00];
const I32_ADD = 0x6a;
const I32_LESS = 0x49;
const F32_ADD = 0x92;
const loadVector = (offset: number): number[] => [0xfd, 0x00, 0x02, offset];
const VECTOR_ADD = [0xfd, 0xe4, 0x01];
const VECTOR_MULTIPLY = [0xfd, 0xe6, 0x01];
const lane = (index: number): number[] => [0xfd, 0x1f, index];

/** Locals: 0 and 1 the two addresses, 2 the bytes and then the end of the first array, 3..6 four accumulators of four lanes. */
const accumulate = (accumulator: number, offset: number): number[] => [
  ...[GET, accumulator],
  ...[GET, 0, ...loadVector(offset), GET, 1, ...loadVector(offset), ...VECTOR_MULTIPLY],
  ...[...VECTOR_ADD, SET, accumulator],
];

const BODY = [
  ...[1, 4, 0x7b], // four more locals of type v128
  ...[GET, 0, GET, 2, I32_ADD, SET, 2],
  ...[0x03, 0x40], // loop
  ...[...accumulate(3, 0), ...accumulate(4, 16), ...accumulate(5, 32), ...accumulate(6, 48)],
  ...[GET, 1, ...I32_CONST_64, I32_ADD, SET, 1],
  ...[GET, 0, ...I32_CONST_64, I32_ADD, TEE, 0, GET, 2, I32_LESS, 0x0d, 0], // again while address < end
  0x0b,
  ...[GET, 3, GET, 4, ...VECTOR_ADD, GET, 5, GET, 6, ...VECTOR_ADD, ...VECTOR_ADD, TEE, 3, ...lane(0)],
  ...[GET, 3, ...lane(1), F32_ADD, GET, 3, ...lane(2), GET, 3, ...lane(3), F32_ADD, F32_ADD],
  0x0b,
];

const section = (id: number, ...content: number[]): number[] => [id, ...unsigned(content.length), ...content];

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >> 7)];
}

const text = (value: string): number[] => [value.length, ...Array.from(value, (letter) => letter.charCodeAt(0))];

const MODULE_BYTES = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, 1, 0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7d), // (i32, i32, i32) → f32
  ...section(2, 1, ...text('host'), ...text('memory'), 2, 0, 1),
  ...section(3, 1, 0),
  ...section(7, 1, ...text('dot'), 0, 0),
  ...section(10, 1, ...unsigned(BODY.length), ...BODY),
]);

let compiled: object | undefined;

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
  const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + aligned(length), 0));
  const total = lengths.reduce((sum, length) => sum + aligned(length), 0);
  const memory = new wasm.Memory({ initial: Math.ceil((total * 4) / PAGE_BYTES) + 1 });
  compiled ??= new wasm.Module(MODULE_BYTES);
  const { exports } = new wasm.Instance(compiled, { host: { memory } });
  return {
    arrays: lengths.map((length, index) => new Float32Array(memory.buffer, starts[index] * 4, length)),
    dot: exports.dot as DotArena['dot'],
  };
}

const aligned = (length: number): number => Math.ceil(length / DOT_BLOCK) * DOT_BLOCK;
