const MAGIC = '\x93NUMPY\x01\x00';
const ALIGNMENT = 64;

/** A float32 matrix as a NumPy file, format 1.0, row after row. */
export function encodeNpy(values: Float32Array, rows: number, columns: number): Uint8Array<ArrayBuffer> {
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const prefix = MAGIC.length + 2;
  const length = Math.ceil((prefix + description.length + 1) / ALIGNMENT) * ALIGNMENT - prefix;
  const bytes = Buffer.from(new ArrayBuffer(prefix + length + 4 * values.length));
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt16LE(length, MAGIC.length);
  bytes.write(`${description.padEnd(length - 1)}\n`, prefix, 'latin1');
  values.forEach((value, index) => bytes.writeFloatLE(value, prefix + length + 4 * index));
  return new Uint8Array(bytes.buffer);
}
