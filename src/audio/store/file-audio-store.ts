import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { syncDirectory } from '../../common/files/sync-directory.js';
import { InsufficientStorageError, NotFoundError, PayloadTooLargeError } from '../../common/errors/errors.js';
import { Environment } from '../../config/environment.js';
import {
  AudioStore,
  type ByteRange,
  type DerivedFile,
  type DerivedName,
  RESERVED_BYTES,
  type StoredAudio,
  type WriteOptions,
} from './audio-store.js';

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DERIVED_NAME = /^[a-z0-9-]{1,40}$/;
const SHARD = /^[0-9a-f]{2}$/;
/** Uploads of other processes that share the directory are not older than this. */
const STALE_MS = 3600_000;
/** The room on the disk is looked at again after each such stretch of an upload. */
const STRETCH_BYTES = 8 * 1024 * 1024;

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

function typed(error: unknown, key?: string): unknown {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return new InsufficientStorageError(error);
  if (key !== undefined && hasCode(error, 'ENOENT')) return new NotFoundError('The audio of the recording');
  return error;
}

/** Writes chunks one after the other, refusing more than the limit, and asking `checkRoom` before each stretch of the file. */
async function copy(
  stream: Readable,
  file: FileHandle,
  { limitBytes, signal }: WriteOptions,
  checkRoom: () => Promise<void>,
): Promise<Omit<StoredAudio, 'key'>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let checkedBytes = 0;
  const stop = (): void => void stream.destroy(signal?.reason as Error);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) throw new PayloadTooLargeError('The recording', limitBytes);
      hash.update(chunk);
      if (sizeBytes > checkedBytes) {
        await checkRoom();
        checkedBytes = sizeBytes + STRETCH_BYTES;
      }
      await file.appendFile(chunk);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  signal?.throwIfAborted();
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** Keeps recordings in `DATA_DIR/audio`, spread over directories by the first letters of their keys. */
@Injectable()
export class FileAudioStore extends AudioStore implements OnModuleInit {
  private readonly logger = new Logger(FileAudioStore.name);
  private readonly directory: string;
  private readonly incoming: string;
  private readonly isShared: boolean;

  constructor(environment: Environment) {
    super();
    this.directory = resolve(environment.DATA_DIR, 'audio');
    this.incoming = join(this.directory, 'incoming');
    this.isShared = environment.DATABASE_URL !== undefined;
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.incoming, { recursive: true });
    await this.removeStaleUploads();
  }

  async write(stream: Readable, options: WriteOptions): Promise<StoredAudio> {
    const key = randomUUID();
    // A client may leave before the file is open and the copy listens, which would end the process.
    stream.on('error', () => undefined);
    const stored = await this.createFile(this.localPath(key), (file) =>
      copy(stream, file, options, () => this.checkRoom()),
    );
    return { key, ...stored };
  }

  async read(key: string, { start, end }: ByteRange = {}): Promise<Readable> {
    await this.size(key);
    return createReadStream(this.localPath(key), { start, end });
  }

  async size(key: string): Promise<number> {
    try {
      return (await stat(this.localPath(key))).size;
    } catch (error) {
      throw typed(error, key);
    }
  }

  async delete(key: string): Promise<void> {
    const path = this.localPath(key);
    await rm(path, { force: true });
    const names = await readdir(dirname(path)).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    });
    for (const name of names) if (name.startsWith(`${key}.`)) await rm(join(dirname(path), name), { force: true });
  }

  localPath(key: string): string {
    if (!KEY.test(key)) throw new Error('This is not a key of the audio store.');
    return join(this.directory, key.slice(0, 2), key.slice(2, 4), key);
  }

  async writeDerived(key: string, name: DerivedName, bytes: Uint8Array): Promise<void> {
    await this.createFile(this.derivedPath(key, name), (file) => file.appendFile(bytes));
  }

  createDerived<Result>(
    key: string,
    name: DerivedName,
    expectedBytes: number,
    fill: (path: string) => Promise<Result>,
  ): Promise<Result> {
    return this.createFile(this.derivedPath(key, name), async (_file, path) => {
      await this.checkRoom(expectedBytes);
      return fill(path);
    });
  }

  async openDerived(key: string, name: DerivedName): Promise<DerivedFile | undefined> {
    let file: FileHandle;
    try {
      file = await open(this.derivedPath(key, name));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    return {
      read: async ({ start, end }) => {
        const buffer = Buffer.alloc(end - start + 1);
        const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
        return buffer.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  }

  async readDerived(key: string, name: DerivedName, range?: Required<ByteRange>): Promise<Buffer | undefined> {
    const file = await this.openDerived(key, name);
    if (file === undefined) return undefined;
    try {
      const { size } = range === undefined ? await stat(this.derivedPath(key, name)) : { size: 0 };
      return await file.read(range ?? { start: 0, end: size - 1 });
    } finally {
      await file.close();
    }
  }

  async *keysStoredBefore(time: Date): AsyncGenerator<readonly string[]> {
    for (const first of await readdir(this.directory)) {
      if (!SHARD.test(first)) continue;
      for (const second of await readdir(join(this.directory, first))) {
        const directory = join(this.directory, first, second);
        const keys = new Set<string>();
        for (const name of await readdir(directory)) {
          const { mtime } = await stat(join(directory, name)).catch(() => ({ mtime: time }));
          const key = name.split('.')[0];
          if (mtime < time && KEY.test(key)) keys.add(key);
        }
        if (keys.size > 0) yield [...keys];
      }
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.directory);
    return bavail * bsize;
  }

  /** @throws InsufficientStorageError when only what recordings may not take is left */
  private async checkRoom(expectedBytes = 0): Promise<void> {
    const freeBytes = await this.freeBytes();
    if (freeBytes < RESERVED_BYTES + expectedBytes) throw new InsufficientStorageError(`${freeBytes} bytes are free`);
  }

  private derivedPath(key: string, name: DerivedName): string {
    if (!DERIVED_NAME.test(name)) throw new Error('This is not a name of derived data.');
    return `${this.localPath(key)}.${name}`;
  }

  /** Lets `fill` write a new file, which appears at `path` only when it is complete and on the disk. */
  private async createFile<Result>(
    path: string,
    fill: (file: FileHandle, path: string) => Promise<Result>,
  ): Promise<Result> {
    const temporary = join(this.incoming, `${randomUUID()}.part`);
    try {
      await mkdir(this.incoming, { recursive: true });
      const file = await open(temporary, 'wx', 0o600);
      let result: Result;
      try {
        result = await fill(file, temporary);
        await file.sync();
      } finally {
        await file.close();
      }
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      await syncDirectory(dirname(path));
      return result;
    } catch (error) {
      await rm(temporary, { force: true });
      throw typed(error);
    }
  }

  /** What a killed process left behind. With an embedded database this process is the only one. */
  private async removeStaleUploads(): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch((error: unknown) => {
        // Another process that shares the directory has finished or removed it since.
        if (hasCode(error, 'ENOENT')) return undefined;
        throw error;
      });
      if (found === undefined || (this.isShared && Date.now() - found.mtimeMs < STALE_MS)) continue;
      await rm(path, { force: true });
      this.logger.log(`Removed the unfinished upload ${name}`);
    }
  }
}
