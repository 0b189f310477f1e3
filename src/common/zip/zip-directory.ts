import type { Entry, ZipFile } from 'yauzl';

const ENCRYPTED = 0x1;
const FILE_TYPE = 0xf000;
const SYMBOLIC_LINK = 0xa000;
/** What shrinks further than to this share is made to fill the disk. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 4 * 1024 * 1024;
const ARCHIVE = /\.(zip|7z|rar|tar|t?gz|bz2|xz|zst)$/i;

/** What the directory of a zip says of one entry. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly compressedBytes: number;
  readonly isEncrypted: boolean;
  readonly isSymbolicLink: boolean;
}

export interface OpenedZipEntry extends ZipEntry {
  /** For yauzl. */
  readonly entry: Entry;
}

/**
 * Reads the directory of a zip, before anything is unpacked.
 * @param most entries; one more is read, so that whoever asks sees that there are too many
 * @throws Error of yauzl for a broken directory, and for names that lead out of the zip
 */
export async function readZipDirectory(zip: ZipFile, most: number): Promise<OpenedZipEntry[]> {
  const entries: OpenedZipEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    entries.push({
      entry,
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      compressedBytes: entry.compressedSize,
      isEncrypted: (entry.generalPurposeBitFlag & ENCRYPTED) !== 0,
      isSymbolicLink: ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK,
    });
    if (entries.length > most) break;
  }
  return entries;
}

/** Why an entry must not be unpacked: it is encrypted, a link, an archive, too large, or a bomb. @returns undefined when it may be */
export function faultOfEntry(entry: ZipEntry, mostBytes: number): string | undefined {
  const { name, bytes, compressedBytes, isEncrypted, isSymbolicLink } = entry;
  if (isEncrypted) return 'it is encrypted; make the zip without a password.';
  if (isSymbolicLink) return 'it is a symbolic link; put the file itself into the zip.';
  if (ARCHIVE.test(name)) return 'archives within the zip are not opened.';
  if (bytes > mostBytes) return `it has ${bytes} bytes; one file may have ${mostBytes}.`;
  if (bytes > RATIO_FROM_BYTES && bytes > MAX_RATIO * compressedBytes) {
    return `it is ${MAX_RATIO} times as large as its compressed form or larger, which no honest file is.`;
  }
  return undefined;
}
