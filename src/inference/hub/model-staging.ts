import { mkdir, readdir, rename, rm, rmdir, statfs } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DirectoryLock, DirectoryLockedError } from '../../database/directory-lock.js';
import { moveDirectory } from '../model-directory.js';
import type { ModelTask } from '../model-manifest.js';
import { NoSpaceError, PullInProgressError } from './hub-errors.js';

/** Where models are made before they are complete. It has the name of no task, so nothing in it is taken for a model. */
const STAGING = '.part';
/** Begins the names of models that make room. */
const OLD = 'old.';
/** Left on the disk for everything else. */
const RESERVED_BYTES = 64 * 1024 * 1024;

/** Places that this process holds: the lock on the disk keeps out other processes only. */
const held = new Set<string>();

/** The place of one model while it is fetched, imported or removed. Nobody else changes the model meanwhile. */
export class ModelStaging {
  private constructor(
    private readonly place: string,
    /** Where the finished model will be. */
    readonly target: string,
    private readonly lock: DirectoryLock,
  ) {}

  /** @throws PullInProgressError when somebody else has it */
  static async open(hubDirectory: string, task: ModelTask, name: string): Promise<ModelStaging> {
    const place = join(hubDirectory, STAGING, task, name);
    if (held.has(place)) throw new PullInProgressError(name);
    held.add(place);
    try {
      await mkdir(place, { recursive: true });
      const staging = new ModelStaging(place, join(hubDirectory, task, name), DirectoryLock.acquire(place));
      await removeOld(place);
      return staging;
    } catch (error) {
      held.delete(place);
      throw error instanceof DirectoryLockedError ? new PullInProgressError(name) : error;
    }
  }

  /** Holds the files; made when it is asked for. */
  async directory(): Promise<string> {
    const directory = join(this.place, 'files');
    await mkdir(directory, { recursive: true });
    return directory;
  }

  /** Removes what an earlier try left that is no part of this one. */
  async keepOnly(names: readonly string[]): Promise<void> {
    const directory = await this.directory();
    for (const name of await readdir(directory)) {
      if (!names.includes(name)) await rm(join(directory, name), { recursive: true, force: true });
    }
  }

  /** @throws NoSpaceError when the disk has less room than that */
  async requireSpace(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.place);
    const free = Math.max(0, bavail * bsize - RESERVED_BYTES);
    if (free < bytes) throw new NoSpaceError(this.target, undefined, { bytes, free });
  }

  /** Gives the finished files their place, at once; a model that was there before goes. */
  async install(): Promise<void> {
    const old = await this.setAside();
    await moveDirectory(await this.directory(), this.target);
    if (old !== undefined) await rm(old, { recursive: true, force: true });
  }

  /** Removes the model. @returns whether there was one */
  async removeModel(): Promise<boolean> {
    const old = await this.setAside();
    if (old !== undefined) await rm(old, { recursive: true, force: true });
    return old !== undefined;
  }

  /** At once, so that nobody ever sees half of it. */
  private async setAside(): Promise<string | undefined> {
    const aside = join(this.place, `${OLD}${randomUUID()}`);
    try {
      await rename(this.target, aside);
      return aside;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** @param keep what was fetched, for the next try */
  async close({ keep }: { readonly keep: boolean }): Promise<void> {
    try {
      if (!keep) await rm(join(this.place, 'files'), { recursive: true, force: true });
    } finally {
      this.lock.release();
      held.delete(this.place);
    }
    if (keep) return;
    // Another process may have taken the lock since: then it is not empty, and stays.
    await removeIfEmpty(this.place);
  }
}

/** What a process that was killed in the middle of a replacement left. */
async function removeOld(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (name.startsWith(OLD)) await rm(join(place, name), { recursive: true, force: true });
  }
}

async function removeIfEmpty(directory: string): Promise<void> {
  await rmdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) throw error;
  });
}
