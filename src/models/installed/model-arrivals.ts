import { Injectable } from '@nestjs/common';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ApplicationError } from '../../common/errors/application-error.js';
import { checkModelFiles } from '../../inference/model-directory.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import type { InstalledModel } from './installed-models.js';

/** Where nothing was written for so long, nobody copies any more. */
const QUIET_MS = 60_000;

/** A model's place and what its `model.json` says, as far as it can be read. */
interface Place {
  readonly source: InstalledModel['source'];
  readonly directory: string;
  readonly manifest: ModelManifest | ApplicationError;
  /** When `model.json` was written. */
  readonly installedAt: Date;
}

/**
 * Tells models that somebody copies into `DATA_DIR` by hand from damaged ones: of both, files are missing or short. What fetches and imports models
 * lets them appear at once.
 */
@Injectable()
export class ModelArrivals {
  /** Models that were whole: what they lack later is damage. */
  private readonly whole = new Set<string>();

  /** Whether files are not all there, were never seen whole, and one was written within the last minute. Those of bundled models came with Earshot. */
  async isArriving({ source, directory, manifest, installedAt }: Place): Promise<boolean> {
    if (source === 'bundled') return false;
    const key = `${directory}\n${installedAt.getTime()}`;
    if (manifest instanceof ApplicationError || this.whole.has(key)) return false;
    if (await isWhole(directory, manifest)) {
      this.whole.add(key);
      return false;
    }
    return Date.now() - (await lastChange(directory)) < QUIET_MS;
  }
}

const isWhole = (directory: string, manifest: ModelManifest): Promise<boolean> =>
  checkModelFiles(directory, manifest).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ApplicationError) return false;
      throw error;
    },
  );

/** Milliseconds since 1970. Copying may keep times of modification; those of the change of an entry are the machine's own. */
async function lastChange(directory: string): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  const changes = [directory, ...names.map((name) => join(directory, name))].map((path) =>
    stat(path).then(
      ({ ctimeMs }) => ctimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(changes)));
}
