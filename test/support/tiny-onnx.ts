/** A field of a protobuf message that has a length. */
export function field(number: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

/** An ONNX file whose graph has no nodes and a description: whole, but nothing that could run. */
export const tinyOnnx = (description: Buffer | string): Buffer => field(7, field(10, description));

/** An ONNX file with a tensor whose bytes lie elsewhere. */
export const onnxWithExternalData = (location: string): Buffer => {
  const where = field(13, field(1, 'location'), field(2, location));
  return field(7, field(5, field(8, 'weights'), where, Buffer.from([0x70, 1])));
};

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
