import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { HubContentError } from './hub-errors.js';
import type { PlannedFile } from './plan-pull.js';

export interface FileHashes {
  /** All lower-case hexadecimal. */
  readonly sha256: string;
  /** As git names the same bytes: SHA-1 of `blob <size>\0` and the bytes. */
  readonly gitBlob: string;
}

/** Reads a file through in bounded memory. @param bytes its size */
export async function hashFile(path: string, bytes: number, signal?: AbortSignal): Promise<FileHashes> {
  const sha256 = createHash('sha256');
  const gitBlob = createHash('sha1').update(`blob ${bytes}\0`);
  for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    gitBlob.update(chunk);
  }
  return { sha256: sha256.digest('hex'), gitBlob: gitBlob.digest('hex') };
}

/** @throws HubContentError when the bytes are others than those that were promised */
export function checkHashes(found: FileHashes, { local, sha256, gitBlob }: PlannedFile): void {
  if (sha256 !== undefined && found.sha256 !== sha256) {
    throw new HubContentError(local, `the SHA-256 of what came is ${found.sha256}, not ${sha256}`);
  }
  if (gitBlob !== undefined && found.gitBlob !== gitBlob) {
    throw new HubContentError(local, `git's checksum of what came is ${found.gitBlob}, not ${gitBlob}`);
  }
}
