import { bytesOf, checkTensor, type FloatTensor } from '../graph/tensor-data.js';
import { TrainingArgumentError } from '../training-argument-error.js';

/**
 * Writes tensors as F32 in the format of Hugging Face. Names are sorted, so the same tensors give the same bytes.
 *
 * @param metadata texts to store beside them
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, FloatTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const sorted = [...tensors].sort(([left], [right]) => (left < right ? -1 : 1));
  let offset = 0;
  const entries = sorted.map(([name, tensor]) => {
    if (name === '__metadata__')
      throw new TrainingArgumentError('tensors', 'must not hold a tensor named __metadata__.');
    checkTensor(name, tensor);
    const data_offsets = [offset, (offset += tensor.data.byteLength)];
    return [name, { dtype: 'F32', shape: tensor.shape, data_offsets }] as const;
  });
  const described = Object.fromEntries<object>([['__metadata__', metadata], ...entries]);
  const json = new TextEncoder().encode(JSON.stringify(described));
  // Spaces bring the numbers to a multiple of eight bytes, as readers that map files into memory want.
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset).fill(0x20, 8 + json.length, 8 + headerLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, 8);
  let position = 8 + headerLength;
  for (const [, { data }] of sorted) {
    file.set(bytesOf(data), position);
    position += data.byteLength;
  }
  return file;
}
