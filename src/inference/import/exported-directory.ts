import { basename, resolve } from 'node:path';
import { checkModelFiles, readManifest } from '../model-directory.js';
import { DamagedModelError } from '../model-errors.js';
import { MANIFEST_FILE, type ModelManifest } from '../model-manifest.js';
import { containedFile, type ContainedFile } from './contained-file.js';
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

async function requireFile(directory: string, path: string): Promise<ContainedFile> {
  const file = await containedFile(directory, path);
  if (file === undefined) throw new DamagedModelError(`${basename(resolve(directory))}/${path}`, 'it is missing');
  return file;
}

/**
 * A directory with a `model.json`, as every model's is.
 * @throws InvalidManifestError, DamagedModelError naming what is wrong, ImportError for links that lead out of it
 */
export async function exportedDirectory(directory: string): Promise<ImportSource> {
  await requireFile(directory, MANIFEST_FILE);
  const manifest = await readManifest(directory);
  for (const { path } of manifest.files) await requireFile(directory, path);
  await checkModelFiles(directory, manifest);
  return {
    task: manifest.task,
    name: manifest.name,
    files: manifest.files.map(({ path, bytes, sha256 }) => ({
      local: path,
      bytes,
      sha256,
      open: async () => (await requireFile(directory, path)).open(),
    })),
    describe: () => describeExported(manifest),
    close: () => undefined,
  };
}
