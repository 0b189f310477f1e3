import { type FloatTensor } from '../graph/tensor-data.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { fromBfloat16, fromFloat16 } from './half-floats.js';
import { readHeader, type StoredTensor } from './safetensors-header.js';

/** Tensors of a file; numbers are converted when they are asked for. */
export interface SafetensorsFile {
  readonly names: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
  /** A tensor of dtype F32, F16 or BF16, as float32. */
  float32(name: string): FloatTensor;
  /** All tensors as float32, for files that hold nothing else. */
  allFloat32(): Map<string, FloatTensor>;
}

/**
 * Reads weights in the format of Hugging Face (github.com/huggingface/safetensors). The file may come from anywhere: a bad one
 * ends in a TrainingArgumentError that names the fault.
 */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const { tensors, metadata } = readHeader(file);
  const float32 = (name: string) => {
    const stored = tensors.get(name);
    if (!stored) throw new TrainingArgumentError('name', `${JSON.stringify(name)} is not in the file.`);
    return { data: toFloat32(name, stored), shape: stored.shape };
  };
  const names = [...tensors.keys()];
  return { names, metadata, float32, allFloat32: () => new Map(names.map((name) => [name, float32(name)])) };
}

function toFloat32(name: string, { dataType, bytes }: StoredTensor): Float32Array {
  // Offsets need not be multiples of four, which typed arrays want; the copy begins at 0.
  const { buffer } = Uint8Array.from(bytes);
  switch (dataType) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F16':
      return fromFloat16(new Uint16Array(buffer));
    case 'BF16':
      return fromBfloat16(new Uint16Array(buffer));
    default:
      throw new TrainingArgumentError('name', `${name} holds ${dataType}; only F32, F16 and BF16 become float32.`);
  }
}
