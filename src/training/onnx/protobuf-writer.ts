const utf8 = new TextEncoder();

const WireType = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;

/**
 * Writes one protobuf message field by field. Big byte fields (weights) are kept by reference until {@link finish}, so a
 * model is copied once.
 *
 * Source: protobuf.dev/programming-guides/encoding.
 */
export class ProtobufWriter {
  private readonly chunks: Uint8Array[] = [];
  private pending: number[] = [];
  private length = 0;

  /** A signed or unsigned integer; negative numbers take the ten bytes that int64 prescribes. */
  integer(field: number, value: number | bigint): this {
    return this.tag(field, WireType.varint).varint(BigInt(value));
  }

  float(field: number, value: number): this {
    this.tag(field, WireType.fixed32);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.append(bytes);
  }

  bytes(field: number, value: Uint8Array): this {
    return this.tag(field, WireType.lengthDelimited).varint(BigInt(value.length)).append(value);
  }

  string(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  message(field: number, value: ProtobufWriter): this {
    this.tag(field, WireType.lengthDelimited).varint(BigInt(value.length));
    value.flush();
    for (const chunk of value.chunks) this.append(chunk);
    return this;
  }

  finish(): Uint8Array {
    this.flush();
    const result = new Uint8Array(this.length);
    let offset = 0;
    for (const chunk of this.chunks) {
      result.set(chunk, offset);
      offset += chunk.length;
    }
    return result;
  }

  private tag(field: number, wireType: number): this {
    return this.varint(BigInt((field << 3) | wireType));
  }

  private varint(value: bigint): this {
    let rest = BigInt.asUintN(64, value);
    for (; rest > 127n; rest >>= 7n) this.byte(Number(rest & 127n) | 128);
    this.byte(Number(rest));
    return this;
  }

  private byte(value: number): void {
    this.pending.push(value);
    this.length++;
  }

  private append(bytes: Uint8Array): this {
    this.flush();
    this.chunks.push(bytes);
    this.length += bytes.length;
    return this;
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    this.chunks.push(Uint8Array.from(this.pending));
    this.pending = [];
  }
}
