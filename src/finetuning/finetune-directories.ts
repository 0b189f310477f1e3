import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { RESERVED_BYTES } from '../audio/store/audio-store.js';
import { ApplicationError } from '../common/errors/application-error.js';
import { InsufficientStorageError, InvalidRequestError, PayloadTooLargeError } from '../common/errors/errors.js';
import { Environment } from '../config/environment.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The room on the disk is looked at again after each such stretch of an upload. */
const STRETCH_BYTES = 8 * 1024 * 1024;

/** An upload that arrives for hours changes its file, and not the directory. What is gone meanwhile was written now. */
async function lastWritten(directory: string): Promise<Date> {
  try {
    const paths = [directory, ...(await readdir(directory)).map((name) => join(directory, name))];
    const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
    return new Date(Math.max(...times));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return new Date();
    throw error;
  }
}

/** Files of one fine-tune. */
export interface FinetunePaths {
  readonly directory: string;
  readonly request: string;
  readonly upload: string;
  readonly trainingSet: string;
  readonly checkpoint: string;
  /** A recording that came in a zip. */
  audio(key: string): string;
  /** Labels of a track, by the place of its recording in the request. */
  trackLabels(index: number): string;
}

/** What fine-tunes keep while they are not done: `DATA_DIR/finetunes/<id>` with training set, recordings of a zip and checkpoint. */
@Injectable()
export class FinetuneDirectories implements OnModuleInit {
  private readonly root: string;

  constructor(environment: Environment) {
    this.root = resolve(environment.DATA_DIR, 'finetunes');
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.root, { recursive: true });
  }

  paths(id: string): FinetunePaths {
    if (!ID.test(id)) throw new Error('This is not the id of a fine-tune.');
    const directory = join(this.root, id);
    return {
      directory,
      request: join(directory, 'request.json'),
      upload: join(directory, 'upload.zip'),
      trainingSet: join(directory, 'training-set.json'),
      checkpoint: join(directory, 'checkpoint.safetensors'),
      audio: (key) => join(directory, key),
      trackLabels: (index) => join(directory, `track-${index}.json`),
    };
  }

  async create(): Promise<{ readonly id: string; readonly paths: FinetunePaths }> {
    const id = randomUUID();
    const paths = this.paths(id);
    await mkdir(paths.directory, { recursive: true, mode: 0o700 });
    return { id, paths };
  }

  async remove(id: string): Promise<void> {
    const { directory } = this.paths(id);
    const gone = `${directory}.removed`;
    // In one step out of the way of whoever looks for it; unpacked recordings take a while.
    await rename(directory, gone).catch(() => undefined);
    await rm(gone, { recursive: true, force: true });
  }

  async has(id: string): Promise<boolean> {
    return stat(this.paths(id).trainingSet).then(
      () => true,
      () => false,
    );
  }

  /**
   * Stores a body while it comes. `stream` is not destroyed when this fails, so that an answer can be sent.
   * @throws PayloadTooLargeError as soon as there is more than the limit, InsufficientStorageError, the signal's reason
   */
  async write(stream: Readable, path: string, limitBytes: number, signal?: AbortSignal): Promise<void> {
    stream.on('error', () => undefined);
    const file = await open(path, 'wx', 0o600);
    const stop = (): void => void stream.destroy(signal?.reason as Error);
    let bytes = 0;
    let checkedBytes = -1;
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', stop, { once: true });
      for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > limitBytes) throw new PayloadTooLargeError('The training set', limitBytes);
        if (bytes > checkedBytes) {
          await this.checkRoom();
          checkedBytes = bytes + STRETCH_BYTES;
        }
        await file.appendFile(chunk);
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ApplicationError || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
      throw new InvalidRequestError('The request was cut before its end.');
    } finally {
      signal?.removeEventListener('abort', stop);
      await file.close();
    }
  }

  /** Bytes that may still be stored. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.root);
    return Math.max(0, bavail * bsize - RESERVED_BYTES);
  }

  /** Ids of directories that were last written to before `time`; leftovers of removals are removed on the way. */
  async storedBefore(time: Date): Promise<string[]> {
    const ids: string[] = [];
    for (const name of await readdir(this.root)) {
      if ((await lastWritten(join(this.root, name))) >= time) continue;
      if (ID.test(name)) ids.push(name);
      else await rm(join(this.root, name), { recursive: true, force: true });
    }
    return ids;
  }

  private async checkRoom(): Promise<void> {
    if ((await this.freeBytes()) === 0) throw new InsufficientStorageError();
  }
}
