import { elementCount, type Shape } from '../graph/shape.js';
import { TrainingArgumentError } from '../training-argument-error.js';

/** Bytes of one number. Files may hold more types than this library computes with. */
const bytesPerNumber: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
};

const lengthBytes = 8;
/** The reference implementation refuses longer headers. */
const longestHeader = 100_000_000;
const mostTensors = 100_000;

export interface StoredTensor {
  readonly dataType: string;
  readonly shape: Shape;
  readonly bytes: Uint8Array;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Reads and checks the header of a safetensors file. Everything in it may be hostile: lengths, offsets and shapes are believed
 * only as far as the bytes go, and nothing is allocated by what they claim.
 */
export function readHeader(file: Uint8Array): SafetensorsHeader {
  if (file.length < lengthBytes) refuse(`has ${file.length} bytes, fewer than the length of its header takes`);
  const claimed = new DataView(file.buffer, file.byteOffset, lengthBytes).getBigUint64(0, true);
  if (claimed > longestHeader || Number(claimed) > file.length - lengthBytes) {
    refuse(`claims a header of ${claimed} bytes, but has ${file.length} altogether`);
  }
  const end = lengthBytes + Number(claimed);
  const entries = Object.entries(parseHeader(file.subarray(lengthBytes, end)));
  if (entries.length > mostTensors) refuse(`names ${entries.length} tensors, more than ${mostTensors}`);
  const data = file.subarray(end);
  const tensors = new Map<string, StoredTensor>();
  let metadata = new Map<string, string>();
  for (const [name, entry] of entries) {
    if (name === '__metadata__') metadata = readMetadata(entry);
    else tensors.set(name, readEntry(name, entry, data));
  }
  checkCoverage(tensors, data);
  return { tensors, metadata };
}

function parseHeader(bytes: Uint8Array): object {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    refuse('has a header that is not JSON');
  }
  return isRecord(header) ? header : refuse('has a header that is not a JSON object');
}

function readEntry(name: string, entry: unknown, data: Uint8Array): StoredTensor {
  if (!isRecord(entry)) refuse(`describes ${name} by something that is not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(bytesPerNumber, dtype)) {
    refuse(`holds ${name} with an unknown dtype; known are ${Object.keys(bytesPerNumber).join(', ')}`);
  }
  if (!isCounts(shape)) refuse(`holds ${name} with a shape that is not a list of whole numbers`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0] > offsets[1] || offsets[1] > data.length) {
    refuse(`places ${name} outside its ${data.length} bytes of data`);
  }
  const size = elementCount(shape) * bytesPerNumber[dtype];
  if (!Number.isSafeInteger(size) || size !== offsets[1] - offsets[0]) {
    refuse(`gives ${name} ${offsets[1] - offsets[0]} bytes, but shape [${shape.join(', ')}] of ${dtype} needs ${size}`);
  }
  return { dataType: dtype, shape, bytes: data.subarray(offsets[0], offsets[1]) };
}

/** The format forbids overlaps and gaps, in which other data could hide. */
function checkCoverage(tensors: ReadonlyMap<string, StoredTensor>, data: Uint8Array): void {
  const parts = [...tensors.values()].map(({ bytes }) => ({
    start: bytes.byteOffset - data.byteOffset,
    length: bytes.length,
  }));
  parts.sort((a, b) => a.start - b.start || a.length - b.length);
  let covered = 0;
  for (const { start, length } of parts) {
    if (length > 0 && start !== covered)
      refuse(`has tensors that overlap or leave a gap at byte ${covered} of the data`);
    covered += length;
  }
  if (covered !== data.length) refuse(`has ${data.length - covered} bytes behind its last tensor`);
}

function readMetadata(entry: unknown): Map<string, string> {
  if (!isRecord(entry)) refuse('has __metadata__ that is not an object');
  const pairs = Object.entries(entry).map(([key, value]) => {
    return typeof value === 'string' ? ([key, value] as const) : refuse(`has __metadata__.${key} that is not a text`);
  });
  return new Map(pairs);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.length <= 16 && value.every((entry) => Number.isSafeInteger(entry) && entry >= 0)
  );
}

function refuse(problem: string): never {
  throw new TrainingArgumentError('file', `${problem}; it is damaged or no safetensors file.`);
}
