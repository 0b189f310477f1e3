import type { FileBytes } from '../format/file-bytes.js';
import { UndecodableAudioError } from '../audio-errors.js';

/** A piece of a RIFF, AIFF or Wave64 file. */
export interface Chunk {
  readonly id: string;
  /** Position of its content. */
  readonly start: number;
  /** As its header says; can be more than there is. */
  readonly size: number;
}

export interface ChunkRules {
  /** Position of the first chunk. */
  readonly from: number;
  readonly headerBytes: number;
  /** Chunks begin at multiples of this. */
  readonly alignment: number;
  readonly read: (header: Buffer) => { readonly id: string; readonly size: number };
}

/** A real file has a few dozen; a crafted one could have a hundred million empty ones. */
const MOST_CHUNKS = 10_000;

/** Walks the chunks of a file in their order. @throws UndecodableAudioError for an absurd number of them */
export function* readChunks(bytes: FileBytes, rules: ChunkRules): Generator<Chunk> {
  let position = rules.from;
  for (let count = 0; position + rules.headerBytes <= bytes.size; count++) {
    if (count === MOST_CHUNKS) throw new UndecodableAudioError(`it has more than ${MOST_CHUNKS} chunks`);
    const { id, size } = rules.read(bytes.read(position, rules.headerBytes));
    const start = position + rules.headerBytes;
    yield { id, start, size };
    position = start + Math.ceil(size / rules.alignment) * rules.alignment;
  }
}
