import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPromise, type ZipFile } from 'yauzl';
import { reasonOf } from '../../common/errors/reason-of.js';
import type { AudioDescription } from '../../audio/audio-source.js';
import { type OpenedZipEntry, readZipDirectory, type ZipEntry } from '../../common/zip/zip-directory.js';
import { MAX_LABELS, MAX_RECORDINGS } from '../finetune-limits.js';
import type { NamedRecording } from '../training-set/assemble-training-set.js';
import { pairEntries, type ZipLimits } from './pair-entries.js';
import { type PairHints, readPairLabels } from './read-pair-labels.js';
import { TrainingZipError } from './training-zip-error.js';

/** A recording of a zip, unpacked. */
export interface UnpackedRecording extends NamedRecording {
  readonly contentType: string;
  readonly hints: PairHints;
  readonly sampleRateHz: number;
}

export interface UnpackOptions {
  readonly limits: ZipLimits;
  /** Where recordings are put, under their keys. */
  readonly directory: string;
  /** Decodes a recording from beginning to end. @throws ApplicationError 4xx when it is none */
  readonly describe: (path: string) => Promise<AudioDescription>;
}

/**
 * Unpacks a training set: pairs of a recording and its labels, where each recording is labelled as a whole. Names of entries are never used as
 * paths; nothing is unpacked before the directory of the zip has been checked.
 * @throws TrainingZipError naming the entry that is at fault
 */
export async function unpackTrainingZip(path: string, options: UnpackOptions): Promise<UnpackedRecording[]> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw new TrainingZipError(`The file is not a zip: ${reasonOf(error)}.`);
  });
  try {
    const pairs = pairEntries(await listEntries(zip), options.limits);
    const recordings: UnpackedRecording[] = [];
    let labels = 0;
    for (const [index, { audio, labels: labelFile, format }] of pairs.entries()) {
      const given = await about(labelFile, async () =>
        readPairLabels(await readAll(zip, labelFile), format, audio.name.replace(/^.*\//s, '')),
      );
      labels += given.labels.length;
      if (labels > MAX_LABELS) throw new TrainingZipError(`There are more than ${MAX_LABELS} labels in the zip.`);
      recordings.push(await about(audio, () => unpackAudio(zip, audio, `${index}.audio`, given, options)));
    }
    return recordings;
  } finally {
    zip.close();
  }
}

async function listEntries(zip: ZipFile): Promise<OpenedZipEntry[]> {
  return readZipDirectory(zip, 4 * MAX_RECORDINGS).catch((error: unknown) => {
    // Broken directories, and names that lead out of the zip: the message names them.
    throw new TrainingZipError(`The zip cannot be read: ${reasonOf(error)}.`);
  });
}

async function about<Result>({ name }: ZipEntry, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw TrainingZipError.about(name, error);
  }
}

async function openEntry(zip: ZipFile, { entry, name }: OpenedZipEntry): Promise<NodeJS.ReadableStream> {
  return zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw new TrainingZipError(`it cannot be read: ${reasonOf(error)}.`, name);
  });
}

const broken = (name: string, error: unknown): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  const isOfServer = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO';
  return isOfServer ? error : new TrainingZipError(`it is damaged: ${reasonOf(error)}.`, name);
};

async function readAll(zip: ZipFile, entry: OpenedZipEntry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of (await openEntry(zip, entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch (error) {
    throw broken(entry.name, error);
  }
  return Buffer.concat(chunks);
}

async function unpackAudio(
  zip: ZipFile,
  entry: OpenedZipEntry,
  key: string,
  { labels, hints }: Pick<UnpackedRecording, 'hints'> & { readonly labels: NamedRecording['labels'] },
  { directory, describe }: UnpackOptions,
): Promise<UnpackedRecording> {
  const path = join(directory, key);
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await openEntry(zip, entry), hashing, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw broken(entry.name, error);
  }
  const { durationSeconds, sampleRateHz, contentType } = await describe(path);
  const sha256 = hash.digest('hex');
  return { key, sha256, durationSeconds, sampleRateHz, contentType, areas: 'whole-recording', labels, hints };
}
