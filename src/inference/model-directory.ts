import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncDirectory } from '../common/files/sync-directory.js';
import { ConflictError } from '../common/errors/errors.js';
import { DamagedModelError, InvalidManifestError } from './model-errors.js';
import {
  MANIFEST_FILE,
  type ModelFile,
  type ModelManifest,
  type NewModelManifest,
  parseManifest,
} from './model-manifest.js';

/** A codebook of 10,000 classes with long names fits. */
const MOST_MANIFEST_BYTES = 16 * 1024 * 1024;

/** What errors call a file: enough to find it, nothing of the machine that it lies on. */
const shortName = (directory: string, file: string): string => `${basename(directory)}/${file}`;

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Reads and checks the `model.json` of a model's directory.
 * @throws InvalidManifestError when there is none or a bad one
 */
export async function readManifest(directory: string): Promise<ModelManifest> {
  const name = shortName(directory, MANIFEST_FILE);
  const bytes = await readWhole(join(directory, MANIFEST_FILE), MOST_MANIFEST_BYTES).catch((error: unknown) => {
    if (isMissing(error)) throw new InvalidManifestError(name, 'it is missing');
    throw error;
  });
  if (bytes === undefined) throw new InvalidManifestError(name, `it has more than ${MOST_MANIFEST_BYTES} bytes`);
  return parseManifest(bytes.toString('utf8'), name);
}

/**
 * The bytes of one file of a model, proven to be those that the manifest tells of.
 * @throws DamagedModelError when the file is missing, or has another size or SHA-256
 */
export async function readModelFile(directory: string, manifest: ModelManifest, path: string): Promise<Buffer> {
  const file = manifest.files.find((entry) => entry.path === path);
  if (file === undefined) throw new DamagedModelError(shortName(directory, path), `${MANIFEST_FILE} does not list it`);
  await checkSize(directory, file);
  const bytes = await readFile(join(directory, path));
  checkHash(directory, file, createHash('sha256').update(bytes).digest('hex'));
  return bytes;
}

/**
 * A look that costs no reading: whether every file is there with its size.
 * @throws DamagedModelError naming the first that is not
 */
export async function checkModelFiles(directory: string, { files }: Pick<ModelManifest, 'files'>): Promise<void> {
  for (const file of files) await checkSize(directory, file);
}

/**
 * Reads every file through, in bounded memory.
 * @throws DamagedModelError naming the first that is not the one which the manifest tells of
 */
export async function verifyModelFiles(directory: string, { files }: Pick<ModelManifest, 'files'>): Promise<void> {
  for (const file of files) {
    await checkSize(directory, file);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(directory, file.path)), hash);
    checkHash(directory, file, hash.digest('hex'));
  }
}

/**
 * Writes a model; the directory appears only when all of it is on the disk.
 * @param directory in a directory that exists or can be made; must not be there itself unless `replace` is set
 * @param files bytes by name, beside `model.json`, which is written from `manifest`
 * @throws InvalidManifestError when the manifest or a file's name breaks a rule
 * @throws ConflictError when the directory is there
 */
export async function writeModelDirectory(
  directory: string,
  manifest: NewModelManifest,
  files: Readonly<Record<string, Uint8Array>>,
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<ModelManifest> {
  const described = Object.entries(files).map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const text = `${JSON.stringify({ ...manifest, files: described }, null, 2)}\n`;
  const complete = parseManifest(text, shortName(directory, MANIFEST_FILE));
  // Beside its place, so that the rename stays within one file system.
  const temporary = join(dirname(directory), `.${basename(directory)}.${randomUUID()}.part`);
  try {
    await mkdir(temporary, { recursive: true });
    for (const [path, bytes] of Object.entries(files)) await writeFile(join(temporary, path), bytes);
    await writeFile(join(temporary, MANIFEST_FILE), Buffer.from(text));
    await syncDirectory(temporary);
    await (replace ? replaceDirectory : moveDirectory)(temporary, directory);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return complete;
}

/**
 * Makes a model of a directory whose files are there already: writes `model.json`, last.
 * @param files as they were measured when they were written
 * @throws InvalidManifestError when the manifest or a file's name breaks a rule
 */
export async function finishModelDirectory(
  directory: string,
  manifest: NewModelManifest,
  files: readonly ModelFile[],
): Promise<ModelManifest> {
  const text = `${JSON.stringify({ ...manifest, files }, null, 2)}\n`;
  const complete = parseManifest(text, shortName(directory, MANIFEST_FILE));
  await rm(join(directory, MANIFEST_FILE), { force: true });
  await writeFile(join(directory, MANIFEST_FILE), Buffer.from(text));
  await syncDirectory(directory);
  return complete;
}

/**
 * Gives a finished directory its place within the same file system.
 * @throws ConflictError when the place is taken
 */
export async function moveDirectory(from: string, to: string): Promise<void> {
  // rename() would quietly take the place of an empty directory.
  const taken = await stat(to).then(
    () => true,
    () => false,
  );
  if (taken) throw new ConflictError('directory-exists', `${basename(to)} is there already.`);
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  await syncDirectory(dirname(to));
}

async function replaceDirectory(from: string, to: string): Promise<void> {
  const old = join(dirname(to), `.${basename(to)}.${randomUUID()}.old`);
  await rename(to, old).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  await moveDirectory(from, to);
  await rm(old, { recursive: true, force: true });
}

async function checkSize(directory: string, { path, bytes }: ModelFile): Promise<void> {
  const name = shortName(directory, path);
  const found = await stat(join(directory, path)).catch((error: unknown) => {
    if (isMissing(error)) throw new DamagedModelError(name, 'it is missing');
    throw error;
  });
  if (!found.isFile()) throw new DamagedModelError(name, 'it is not a file');
  if (found.size !== bytes) {
    throw new DamagedModelError(name, `it has ${found.size} bytes, ${MANIFEST_FILE} says ${bytes}`);
  }
}

function checkHash(directory: string, { path, sha256 }: ModelFile, found: string): void {
  if (found === sha256) return;
  throw new DamagedModelError(shortName(directory, path), `its SHA-256 differs from ${MANIFEST_FILE}`);
}

/** @returns undefined when there is more than `limit` */
async function readWhole(path: string, limit: number): Promise<Buffer | undefined> {
  const file = await open(path, 'r');
  try {
    return (await file.stat()).size > limit ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}

async function writeFile(path: string, bytes: Uint8Array): Promise<void> {
  const file: FileHandle = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
