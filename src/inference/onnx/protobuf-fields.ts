/** One field of a protobuf message; of numbers the value, of everything else the place of its bytes. */
export interface ProtobufField {
  readonly number: number;
  /** Undefined unless it is a number of variable length. */
  readonly value?: number;
  /** Undefined unless it has a length: a text, bytes, a message. */
  readonly span?: readonly [from: number, to: number];
}

/** Bytes that are no message, or not all of one. */
export class ProtobufError extends Error {}

const VARINT = 0;
const FIXED_64 = 1;
const WITH_LENGTH = 2;
const FIXED_32 = 5;
const LONGEST_VARINT = 10;

/**
 * The fields of a message, without a copy of their bytes.
 * Source: protobuf.dev/programming-guides/encoding.
 * @throws ProtobufError where the message is cut off or no message
 */
export function* protobufFields(bytes: Uint8Array, from: number, to: number): Generator<ProtobufField> {
  let place = from;
  const varint = (): number => {
    let value = 0;
    for (let count = 0; count < LONGEST_VARINT; count++) {
      if (place >= to) throw new ProtobufError('it is cut off');
      const byte = bytes[place++];
      value += (byte & 0x7f) * 2 ** (7 * count);
      if (byte < 0x80) return value;
    }
    throw new ProtobufError('it is no ONNX file');
  };
  const skip = (length: number): void => {
    if (length > to - place) throw new ProtobufError('it is cut off');
    place += length;
  };
  while (place < to) {
    const tag = varint();
    const [number, type] = [Math.floor(tag / 8), tag % 8];
    if (type === VARINT) yield { number, value: varint() };
    else if (type === WITH_LENGTH) {
      const length = varint();
      skip(length);
      yield { number, span: [place - length, place] };
    } else if (type === FIXED_64 || type === FIXED_32) {
      skip(type === FIXED_64 ? 8 : 4);
      yield { number };
    } else throw new ProtobufError('it is no ONNX file');
  }
}
