import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { ImportError } from './import-source.js';

export interface ContainedFile {
  readonly bytes: number;
  readonly open: () => Promise<Readable>;
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Where a file may really lie: in the directory or, as the cache of the Hugging Face hub has it, in the `blobs` beside its `snapshots`. */
function homesOf(directory: string): string[] {
  const parent = dirname(directory);
  return basename(parent) === 'snapshots' ? [directory, join(dirname(parent), 'blobs')] : [directory];
}

/**
 * A file of a directory that somebody else may have made: links that lead out of it and what is no file (devices, pipes) are refused before
 * anything is read.
 * @returns undefined where there is none
 * @throws ImportError
 */
export async function containedFile(directory: string, path: string): Promise<ContainedFile | undefined> {
  const given = basename(resolve(directory));
  const real = await realpath(join(directory, path)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw new ImportError(given, `${path} is a link to itself.`);
    throw error;
  });
  if (real === undefined) return undefined;
  const homes = homesOf(await realpath(directory));
  if (!homes.some((home) => real.startsWith(home + sep))) {
    throw new ImportError(given, `${path} is a link that leads out of the directory; put the file itself there.`);
  }
  const found = await stat(real);
  if (!found.isFile()) throw new ImportError(given, `${path} is no file.`);
  return { bytes: found.size, open: () => openFile(real, path, given) };
}

/** What has taken the file's place since is not waited for, as a pipe would be. */
async function openFile(real: string, path: string, given: string): Promise<Readable> {
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if ((await handle.stat()).isFile()) return handle.createReadStream();
  await handle.close();
  throw new ImportError(given, `${path} is no file.`);
}
