import { basename } from 'node:path';
import { openPromise, type ZipFile } from 'yauzl';
import { reasonOf } from '../../common/errors/reason-of.js';
import { faultOfEntry, type OpenedZipEntry, readZipDirectory } from '../../common/zip/zip-directory.js';
import { MANIFEST_FILE, type ModelManifest, parseManifest } from '../model-manifest.js';
import { describeExported } from './exported-directory.js';
import { ImportError, type ImportFile, type ImportSource } from './import-source.js';

/** Of a manifest, and a codebook of 10,000 classes with long names fits. */
const MOST_MANIFEST_BYTES = 16 * 1024 * 1024;
/** Far more files than a model may have. */
const MOST_ENTRIES = 100;
const MOST_ENTRY_BYTES = 64 * 2 ** 30;

/**
 * A zip as `GET /v1/models/{name}/export` sends it. Names of entries are compared with those that its `model.json` lists and never used as
 * paths, and nothing is unpacked before all of that was checked.
 * @throws ImportError naming the entry that is at fault, InvalidManifestError
 */
export async function exportedZip(path: string): Promise<ImportSource> {
  const name = basename(path);
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw new ImportError(name, `it is no zip (${reasonOf(error)}).`);
  });
  try {
    const entries = await listEntries(zip, name);
    const manifest = await readZippedManifest(zip, entries, name);
    return {
      task: manifest.task,
      name: manifest.name,
      files: matchFiles(zip, entries, manifest, name),
      describe: () => describeExported(manifest),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile, name: string): Promise<Map<string, OpenedZipEntry>> {
  const listed = await readZipDirectory(zip, MOST_ENTRIES).catch((error: unknown) => {
    throw new ImportError(name, `its directory is broken (${reasonOf(error)}).`);
  });
  if (listed.length > MOST_ENTRIES) throw new ImportError(name, `it has more than ${MOST_ENTRIES} entries.`);
  const entries = new Map<string, OpenedZipEntry>();
  for (const entry of listed) {
    const about = JSON.stringify(entry.name.slice(0, 200));
    const fault = faultOfEntry(entry, MOST_ENTRY_BYTES);
    if (fault !== undefined) throw new ImportError(name, `${about}: ${fault}`);
    if (entries.has(entry.name)) throw new ImportError(name, `${about} is there twice.`);
    entries.set(entry.name, entry);
  }
  return entries;
}

async function readZippedManifest(
  zip: ZipFile,
  entries: ReadonlyMap<string, OpenedZipEntry>,
  name: string,
): Promise<ModelManifest> {
  const entry = entries.get(MANIFEST_FILE);
  if (entry === undefined) throw new ImportError(name, `it holds no ${MANIFEST_FILE}; export the model again.`);
  if (entry.bytes > MOST_MANIFEST_BYTES) throw new ImportError(name, `its ${MANIFEST_FILE} is too large.`);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry.entry)) as AsyncIterable<Buffer>)
      chunks.push(chunk);
  } catch (error) {
    throw new ImportError(name, `its ${MANIFEST_FILE} is damaged (${reasonOf(error)}).`);
  }
  return parseManifest(Buffer.concat(chunks).toString('utf8'), `${name}/${MANIFEST_FILE}`);
}

function matchFiles(
  zip: ZipFile,
  entries: ReadonlyMap<string, OpenedZipEntry>,
  { files }: ModelManifest,
  name: string,
): ImportFile[] {
  const unknown = [...entries.keys()].find(
    (each) => each !== MANIFEST_FILE && !files.some(({ path }) => path === each),
  );
  if (unknown !== undefined) {
    throw new ImportError(name, `${JSON.stringify(unknown.slice(0, 200))} is not listed in its ${MANIFEST_FILE}.`);
  }
  return files.map(({ path, bytes, sha256 }) => {
    const entry = entries.get(path);
    if (entry === undefined) throw new ImportError(name, `it lacks ${path}.`);
    if (entry.bytes !== bytes) {
      throw new ImportError(name, `${path} has ${entry.bytes} bytes, ${MANIFEST_FILE} says ${bytes}.`);
    }
    return { local: path, bytes, sha256, open: async () => await zip.openReadStreamPromise(entry.entry) };
  });
}
