import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ConflictError } from '../../common/errors/errors.js';
import { NoSpaceError } from '../hub/hub-errors.js';
import { ModelStaging } from '../hub/model-staging.js';
import { finishModelDirectory } from '../model-directory.js';
import type { ModelFile, ModelManifest } from '../model-manifest.js';
import { faultOfOnnx } from '../onnx/fault-of-onnx.js';
import { ImportError, type ImportFile, type ImportSource } from './import-source.js';

export interface ImportOptions {
  readonly hubDirectory: string;
  /** The name that the model gets here. */
  readonly name: string;
  /** Take the place of a model of that name. */
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
}

/** By ending: ONNX files hold at most 2 GiB, the largest public tokenizers 17 MB. */
const MOST_BYTES: Readonly<Record<string, number>> = { '.onnx': 2 ** 31, '.json': 2 ** 26 };

/**
 * Copies a model to where fetched ones are, hashing on the way; it appears when all of it is there and right.
 * @throws ConflictError when there is one of that name, or somebody changes it now
 * @throws ImportError when a file is not what its source says
 */
export async function importModel(source: ImportSource, options: ImportOptions): Promise<ModelManifest> {
  const { hubDirectory, name, replace = false } = options;
  const staging = await ModelStaging.open(hubDirectory, source.task, name);
  try {
    const isTaken = await stat(staging.target).then(
      () => true,
      () => false,
    );
    if (isTaken && !replace) {
      throw new ConflictError(
        'model-installed',
        `The model "${name}" is installed already; replace it with --replace.`,
      );
    }
    for (const file of source.files) refuseTooLarge(file);
    await staging.keepOnly([]);
    await staging.requireSpace(source.files.reduce((sum, { bytes }) => sum + bytes, 0));
    const directory = await staging.directory();
    const files: ModelFile[] = [];
    for (const file of source.files) files.push(await copy(file, directory, options.signal));
    for (const { path } of files) await checkContent(directory, path);
    const manifest = { ...source.describe(files), name, source: 'imported' } as const;
    const complete = await finishModelDirectory(directory, manifest, files);
    options.signal?.throwIfAborted();
    await staging.install();
    return complete;
  } finally {
    await staging.close({ keep: false });
  }
}

function refuseTooLarge({ local, bytes }: ImportFile): void {
  const most = MOST_BYTES[extname(local)] ?? Infinity;
  if (bytes > most) throw new ImportError(local, `it has ${bytes} bytes; such files may have ${most}.`);
}

/** What would fail only when the model is first run, or harm then. */
async function checkContent(directory: string, local: string): Promise<void> {
  const extension = extname(local);
  if (extension === '.onnx') {
    const fault = faultOfOnnx(await readFile(join(directory, local)));
    if (fault !== undefined) throw new ImportError(local, `${fault}.`);
  }
  if (extension === '.json') {
    const text = await readFile(join(directory, local), 'utf8');
    try {
      JSON.parse(text);
    } catch (error) {
      throw new ImportError(local, `it is no JSON (${(error as Error).message}).`);
    }
  }
}

async function copy(file: ImportFile, directory: string, signal?: AbortSignal): Promise<ModelFile> {
  const { local, bytes, sha256 } = file;
  const hash = createHash('sha256');
  const path = join(directory, local);
  const input = await file.open();
  const output = await open(path, 'wx');
  let size = 0;
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      size += chunk.length;
      if (size > bytes) throw new ImportError(local, `it has more than ${bytes} bytes.`);
      hash.update(chunk);
      await output.writeFile(chunk);
    }
    await output.sync();
  } catch (error) {
    throw signal?.aborted === true ? error : explain(error, path, local);
  } finally {
    input.destroy();
    await output.close();
  }
  const found = hash.digest('hex');
  if (size !== bytes) throw new ImportError(local, `it has ${size} bytes, not ${bytes}.`);
  if (sha256 !== undefined && found !== sha256) {
    throw new ImportError(local, `its SHA-256 is ${found}, model.json says ${sha256}.`);
  }
  return { path: local, bytes, sha256: found };
}

/** What a damaged zip throws has neither a code nor a call of the system. */
function explain(error: unknown, path: string, local: string): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NoSpaceError(path, error);
  const isDamage = error instanceof Error && syscall === undefined && !(error instanceof ImportError);
  return isDamage ? new ImportError(local, `it is damaged (${message}).`) : error;
}
