import { Injectable } from '@nestjs/common';
import { type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ApplicationError } from '../../common/errors/application-error.js';
import { Environment } from '../../config/environment.js';
import { hubDirectory } from '../../inference/hub/hub-settings.js';
import { readManifest } from '../../inference/model-directory.js';
import {
  MANIFEST_FILE,
  MODEL_NAME,
  MODEL_TASKS,
  type ModelManifest,
  type ModelTask,
} from '../../inference/model-manifest.js';
import { PACKAGE_ROOT } from '../../config/package-root.js';

/** A model that everybody has: it came with Earshot or was fetched for all. */
export interface InstalledModel {
  readonly name: string;
  readonly task: ModelTask;
  readonly source: 'bundled' | 'hub' | 'imported';
  readonly directory: string;
  readonly installedAt: Date;
  /** What is wrong with it where its manifest cannot be read. */
  readonly manifest: ModelManifest | ApplicationError;
}

/** Models under `models/<task>/<name>` of the installation and `DATA_DIR/models/hub/<task>/<name>`; one may arrive at any time. */
@Injectable()
export class InstalledModels {
  private readonly roots: readonly { readonly source: 'bundled' | 'hub'; readonly directory: string }[];
  private readonly known = new Map<string, InstalledModel>();

  constructor(environment: Environment) {
    this.roots = [
      { source: 'bundled', directory: join(PACKAGE_ROOT, 'models') },
      { source: 'hub', directory: hubDirectory(environment) },
    ];
  }

  /** Bundled ones first, then by name; of one name only the first. */
  async list(task?: ModelTask): Promise<InstalledModel[]> {
    const found = new Map<string, InstalledModel>();
    for (const { source, directory } of this.roots) {
      for (const each of task === undefined ? MODEL_TASKS : [task]) {
        for (const name of await directoriesIn(join(directory, each))) {
          const model = await this.read({ name, task: each, source, directory: join(directory, each, name) });
          if (model !== undefined && !found.has(name)) found.set(name, model);
        }
      }
    }
    return [...found.values()];
  }

  /** @returns undefined where there is no model */
  private async read(
    place: Pick<InstalledModel, 'name' | 'task' | 'source' | 'directory'>,
  ): Promise<InstalledModel | undefined> {
    const written = await stat(join(place.directory, MANIFEST_FILE)).catch(() => undefined);
    if (written === undefined) return undefined;
    const before = this.known.get(place.directory);
    if (before?.installedAt.getTime() === written.mtime.getTime()) return before;
    const manifest = await readManifest(place.directory).catch((error: unknown) => {
      if (error instanceof ApplicationError) return error;
      throw error;
    });
    const isImported = !(manifest instanceof ApplicationError) && manifest.source === 'imported';
    const source = place.source === 'hub' && isImported ? 'imported' : place.source;
    const model: InstalledModel = { ...place, source, installedAt: written.mtime, manifest };
    this.known.set(place.directory, model);
    return model;
  }
}

async function directoriesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as Dirent[];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.') && MODEL_NAME.test(entry.name))
    .map(({ name }) => name)
    .sort();
}
