import { faultOfEntry, type ZipEntry } from '../../common/zip/zip-directory.js';
import { MAX_RECORDINGS } from '../finetune-limits.js';
import { TrainingZipError } from './training-zip-error.js';

/** A recording and its labels. */
export interface EntryPair<Entry extends ZipEntry> {
  readonly stem: string;
  readonly audio: Entry;
  readonly labels: Entry;
  readonly format: 'json' | 'csv';
}

export interface ZipLimits {
  readonly entryBytes: number;
  readonly totalBytes: number;
}

/** Labels are read into memory. */
export const MAX_LABEL_FILE_BYTES = 32 * 1024 * 1024;
/** Two files a pair, and folders. */
const MAX_ENTRIES = 3 * MAX_RECORDINGS;
/** What operating systems put into archives unasked. */
const LITTER = /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

const partsOf = (name: string): { readonly stem: string; readonly extension: string } => {
  const [, stem, extension = ''] = /^(.*?[^/])(?:\.([^./]*))?$/s.exec(name)!;
  return { stem, extension: extension.toLowerCase() };
};

function checkEntry(entry: ZipEntry, limits: ZipLimits): void {
  const fault = faultOfEntry(entry, limits.entryBytes);
  if (fault !== undefined) throw new TrainingZipError(fault, entry.name);
}

/**
 * Decides from the directory of a zip, before anything is unpacked, which files belong together: `x.wav` and `x.json` or `x.csv`.
 * @throws TrainingZipError naming the first entry that is not allowed or has no partner
 */
export function pairEntries<Entry extends ZipEntry>(entries: readonly Entry[], limits: ZipLimits): EntryPair<Entry>[] {
  if (entries.length > MAX_ENTRIES) throw new TrainingZipError(`The zip has more than ${MAX_ENTRIES} entries.`);
  const audio = new Map<string, Entry>();
  const labels = new Map<string, Entry>();
  let totalBytes = 0;
  for (const entry of entries) {
    if (entry.name.endsWith('/') || LITTER.test(entry.name)) continue;
    checkEntry(entry, limits);
    totalBytes += entry.bytes;
    if (totalBytes > limits.totalBytes) {
      throw new TrainingZipError(`Unpacked, the zip has more than ${limits.totalBytes} bytes; send less at a time.`);
    }
    const { stem, extension } = partsOf(entry.name);
    const isLabels = extension === 'json' || extension === 'csv';
    const kind = isLabels ? labels : audio;
    if (kind.has(stem)) {
      const what = isLabels ? 'files of labels' : 'recordings';
      throw new TrainingZipError(
        `there are two ${what} of this name: ${kind.get(stem)!.name.slice(0, 200)}.`,
        entry.name,
      );
    }
    if (isLabels && entry.bytes > MAX_LABEL_FILE_BYTES) {
      throw new TrainingZipError(`a file of labels may have ${MAX_LABEL_FILE_BYTES} bytes.`, entry.name);
    }
    kind.set(stem, entry);
  }
  for (const [stem, { name }] of audio) {
    if (!labels.has(stem)) throw new TrainingZipError('it has no file of labels beside it (.json or .csv).', name);
  }
  for (const [stem, { name }] of labels) {
    if (!audio.has(stem)) throw new TrainingZipError('it has no recording beside it (.wav or another format).', name);
  }
  if (audio.size === 0) throw new TrainingZipError('No training files are provided in the request');
  if (audio.size > MAX_RECORDINGS) throw new TrainingZipError(`The zip has more than ${MAX_RECORDINGS} recordings.`);
  return [...audio].map(([stem, entry]) => {
    const partner = labels.get(stem)!;
    return { stem, audio: entry, labels: partner, format: partsOf(partner.name).extension === 'csv' ? 'csv' : 'json' };
  });
}
