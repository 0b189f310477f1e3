import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Environment } from '../../config/environment.js';
import { moveDirectory } from '../../inference/model-directory.js';
import { isModelId } from '../model-names.js';

/** A directory of the store that may have been left behind. */
export interface StoredDirectory {
  readonly path: string;
  /** Of the model that it is the place of; undefined of an unfinished one. */
  readonly modelId: string | undefined;
}

/** The files of models that were trained here: `DATA_DIR/models/<id>`, in one file system with where they are made. */
@Injectable()
export class ModelStore implements OnModuleInit {
  private readonly directory: string;
  private readonly incoming: string;

  constructor(environment: Environment) {
    this.directory = resolve(environment.DATA_DIR, 'models');
    this.incoming = join(this.directory, 'incoming');
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.incoming, { recursive: true });
  }

  /** Path for a new model, which is not there yet; what is left at it is removed in time. */
  newDirectory(): string {
    return join(this.incoming, randomUUID());
  }

  pathOf(id: string): string {
    if (!isModelId(id)) throw new Error('This is not the id of a model.');
    return join(this.directory, id);
  }

  /** Gives a finished directory its place. What an attempt left there whose transaction failed makes room. */
  async moveIn(id: string, finished: string): Promise<void> {
    const place = this.pathOf(id);
    await rm(place, { recursive: true, force: true });
    await moveDirectory(finished, place);
  }

  async has(id: string): Promise<boolean> {
    return stat(this.pathOf(id)).then(
      () => true,
      () => false,
    );
  }

  async delete(id: string): Promise<void> {
    await rm(this.pathOf(id), { recursive: true, force: true });
  }

  /** Removes what {@link storedBefore} found. */
  async remove({ path }: StoredDirectory): Promise<void> {
    await rm(path, { recursive: true, force: true });
  }

  /** Every directory that was last written before `time`. */
  async storedBefore(time: Date): Promise<StoredDirectory[]> {
    const isModel = (name: string): boolean => isModelId(name);
    const places = (await readdir(this.directory))
      .filter(isModel)
      .map((id) => ({ id, path: join(this.directory, id) }));
    const unfinished = (await readdir(this.incoming)).map((name) => ({
      id: undefined,
      path: join(this.incoming, name),
    }));
    const found: StoredDirectory[] = [];
    for (const { id: modelId, path } of [...places, ...unfinished]) {
      // Another process that shares the directory may have removed it since.
      const { mtime } = await stat(path).catch(() => ({ mtime: time }));
      if (mtime < time) found.push({ path, modelId });
    }
    return found;
  }
}
