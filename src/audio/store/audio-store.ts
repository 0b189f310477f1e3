import type { Readable } from 'node:stream';

/**
 * Room that recordings leave on the disk, bytes. The embedded database is on the same one and stops for good when it cannot write its
 * log, which grows by 16 MB at a time.
 */
export const RESERVED_BYTES = 64 * 1024 * 1024;

export interface StoredAudio {
  /** Made by the store; the only name under which the bytes are found again. */
  readonly key: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface WriteOptions {
  readonly limitBytes: number;
  /** Aborting stops the writing and removes what was written. */
  readonly signal?: AbortSignal;
}

/** First and last byte, both included, as in a Range request. */
export interface ByteRange {
  readonly start?: number;
  readonly end?: number;
}

/** What is computed from a recording and kept beside it. */
export type DerivedName = 'peaks' | `spectrogram-${string}`;

/** A derived file that stays the same until it is closed, also when it is replaced meanwhile. */
export interface DerivedFile {
  /** Fewer bytes at the end of the file. */
  read(range: Required<ByteRange>): Promise<Buffer>;
  close(): Promise<void>;
}

/** Keeps the bytes of recordings. Injection token and contract of every kind of store. */
export abstract class AudioStore {
  /**
   * Stores a stream while it comes. Nothing is left behind when this fails; `stream` is not destroyed, so that an answer can be sent.
   * @throws PayloadTooLargeError as soon as there is more than the limit, InsufficientStorageError, the signal's reason, or the stream's error
   */
  abstract write(stream: Readable, options: WriteOptions): Promise<StoredAudio>;
  /** @throws NotFoundError */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;
  /** Bytes. @throws NotFoundError */
  abstract size(key: string): Promise<number>;
  /** Removes the recording and all that was derived from it; what is not there is no failure. */
  abstract delete(key: string): Promise<void>;
  /** Path on this machine where compute threads read the bytes. */
  abstract localPath(key: string): string;
  abstract writeDerived(key: string, name: DerivedName, bytes: Uint8Array): Promise<void>;
  /**
   * Lets `fill` write a derived file under a path on this machine. The file is found only when it is complete; nothing is left behind of one that failed.
   * @throws InsufficientStorageError when there is no room for `expectedBytes`, or what `fill` throws
   */
  abstract createDerived<Result>(
    key: string,
    name: DerivedName,
    expectedBytes: number,
    fill: (path: string) => Promise<Result>,
  ): Promise<Result>;
  /** @returns undefined when it was never written */
  abstract openDerived(key: string, name: DerivedName): Promise<DerivedFile | undefined>;
  /** @returns undefined when it was never written */
  abstract readDerived(key: string, name: DerivedName, range?: Required<ByteRange>): Promise<Buffer | undefined>;
  /** The keys of everything that was stored before `time`, in any order, in portions. */
  abstract keysStoredBefore(time: Date): AsyncIterable<readonly string[]>;
  /** Room for further recordings, bytes. */
  abstract freeBytes(): Promise<number>;
}
