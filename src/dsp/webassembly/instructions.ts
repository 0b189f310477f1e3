/**
 * Instructions as functions of their operands, so that kernels read like expressions: `f32x4.add(a, f32x4.load(address, 16))`.
 * Source of the opcodes: WebAssembly Core Specification 2.0, chapter 5 (with 128-bit SIMD).
 */
import { type Code, float32, signed, unsigned } from './encoding.js';

export const VALUE_TYPES = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;

/** A parameter or local variable of a function. */
export class Local {
  constructor(
    private readonly index: number,
    readonly type: ValueType,
  ) {}

  get(): Code {
    return [LOCAL_GET, ...unsigned(this.index)];
  }

  set(value: Operand): Code {
    return [operand(value), LOCAL_SET, ...unsigned(this.index)];
  }

  /** Sets the variable and leaves the value as an operand. */
  tee(value: Operand): Code {
    return [operand(value), LOCAL_TEE, ...unsigned(this.index)];
  }
}

/** A variable stands for its value. */
export type Operand = Local | Code;

const operand = (value: Operand): Code => (value instanceof Local ? value.get() : value);

const SIMD_PREFIX = 0xfd;
const plain =
  (opcode: number) =>
  (...operands: readonly Operand[]): Code => [...operands.map(operand), opcode];
const simd =
  (opcode: number) =>
  (...operands: readonly Operand[]): Code => [...operands.map(operand), SIMD_PREFIX, ...unsigned(opcode)];

/** No alignment is promised to the engine (0); `offset` is in bytes. */
const memoryArgument = (offset: number): Code => [0, ...unsigned(offset)];

export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  load: (address: Operand, offset = 0): Code => [operand(address), 0x28, memoryArgument(offset)],
  add: plain(0x6a),
  subtract: plain(0x6b),
  multiply: plain(0x6c),
  lessUnsigned: plain(0x49),
};

export const f32 = {
  constant: (value: number): Code => [0x43, ...float32(value)],
  load: (address: Operand, offset = 0): Code => [operand(address), 0x2a, memoryArgument(offset)],
  store: (address: Operand, value: Operand, offset = 0): Code => [
    operand(address),
    operand(value),
    0x38,
    memoryArgument(offset),
  ],
  add: plain(0x92),
  subtract: plain(0x93),
  multiply: plain(0x94),
};

export const v128 = {
  load: (address: Operand, offset = 0): Code => [operand(address), SIMD_PREFIX, 0x00, memoryArgument(offset)],
  /** Reads one 32-bit value into all four lanes. */
  load32Splat: (address: Operand, offset = 0): Code => [operand(address), SIMD_PREFIX, 0x09, memoryArgument(offset)],
  store: (address: Operand, value: Operand, offset = 0): Code => [
    operand(address),
    operand(value),
    SIMD_PREFIX,
    0x0b,
    memoryArgument(offset),
  ],
  and: simd(0x4e),
  or: simd(0x50),
};

export const i32x4 = {
  splat: (value: number): Code => [i32.constant(value), SIMD_PREFIX, 0x11],
  shiftRightSigned: (value: Operand, bits: number): Code => [
    operand(value),
    i32.constant(bits),
    SIMD_PREFIX,
    ...unsigned(0xac),
  ],
  shiftLeft: (value: Operand, bits: number): Code => [
    operand(value),
    i32.constant(bits),
    SIMD_PREFIX,
    ...unsigned(0xab),
  ],
  add: simd(0xae),
  subtract: simd(0xb1),
};

export const f32x4 = {
  splat: (value: number): Code => [f32.constant(value), SIMD_PREFIX, 0x13],
  extractLane: (value: Operand, lane: number): Code => [operand(value), SIMD_PREFIX, 0x1f, lane],
  add: simd(0xe4),
  subtract: simd(0xe5),
  multiply: simd(0xe6),
  divide: simd(0xe7),
  maximum: simd(0xe9),
  fromSignedIntegers: simd(0xfa),
  /** Picks four of the eight lanes of both operands, the second one's being 4..7. */
  shuffle: (first: Operand, second: Operand, lanes: readonly [number, number, number, number]): Code => [
    operand(first),
    operand(second),
    SIMD_PREFIX,
    0x0d,
    lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
  ],
};
