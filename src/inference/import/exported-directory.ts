import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { checkModelFiles, readManifest } from '../model-directory.js';
import type { ModelManifest } from '../model-manifest.js';
import type { ImportSource } from './import-source.js';

/** What of a manifest stays when a model moves to another server. */
export const describeExported = ({ task, version, licence, description, settings, card, origin }: ModelManifest) => ({
  task,
  version,
  licence,
  description,
  settings,
  card,
  ...(origin && { origin }),
});

/**
 * A directory with a `model.json`, as every model's is.
 * @throws InvalidManifestError, DamagedModelError naming what is wrong
 */
export async function exportedDirectory(directory: string): Promise<ImportSource> {
  const manifest = await readManifest(directory);
  await checkModelFiles(directory, manifest);
  return {
    task: manifest.task,
    name: manifest.name,
    files: manifest.files.map(({ path, bytes, sha256 }) => ({
      local: path,
      bytes,
      sha256,
      open: () => Promise.resolve(createReadStream(join(directory, path))),
    })),
    describe: () => describeExported(manifest),
    close: () => undefined,
  };
}
