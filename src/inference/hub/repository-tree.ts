import type { HubClient } from './hub-client.js';
import { HubAnswerError } from './hub-errors.js';

const COMMIT = /^[0-9a-f]{40}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const MOST_PAGES = 100;

/** One file of a repository at one commit, as the hub's API tells of it. */
export interface RepositoryFile {
  readonly path: string;
  readonly bytes: number;
  /** Of files in large file storage. */
  readonly sha256?: string;
  /** SHA-1 of git's blob; of files that are not in large file storage. */
  readonly gitBlob?: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The commit that a branch is at now. @throws HubAnswerError when the hub names none */
export async function resolveRevision(
  client: HubClient,
  repository: string,
  branch: string,
  signal?: AbortSignal,
): Promise<string> {
  const url = client.urlOf(`api/models/${repository}/revision/${encodeURIComponent(branch)}`);
  const { value } = await client.json(url, signal);
  const sha = isObject(value) ? value.sha : undefined;
  if (typeof sha === 'string' && COMMIT.test(sha)) return sha;
  throw new HubAnswerError(url, 'it names no commit');
}

/** Every file of a repository at a commit, by its path. @throws HubAnswerError when an entry is not in form */
export async function listRepository(
  client: HubClient,
  repository: string,
  revision: string,
  signal?: AbortSignal,
): Promise<Map<string, RepositoryFile>> {
  const files = new Map<string, RepositoryFile>();
  const address = new URL(client.urlOf(`api/models/${repository}/tree/${revision}?recursive=true`));
  for (let page = 0; page < MOST_PAGES; page++) {
    const { value, next } = await client.json(address.href, signal);
    if (!Array.isArray(value)) throw new HubAnswerError(address.href, 'it lists no files');
    for (const entry of value) {
      const file = toFile(entry, address.href);
      if (file !== undefined) files.set(file.path, file);
    }
    if (next === undefined) return files;
    // Of the link only the query counts: mirrors pass on links that lead to the hub itself.
    if (!URL.canParse(next, address.href)) throw new HubAnswerError(address.href, 'its next page has no address');
    address.search = new URL(next, address.href).search;
  }
  throw new HubAnswerError(address.href, `it has more than ${MOST_PAGES} pages`);
}

/** @returns undefined of a directory */
function toFile(entry: unknown, url: string): RepositoryFile | undefined {
  if (!isObject(entry) || typeof entry.path !== 'string') throw new HubAnswerError(url, 'an entry has no path');
  if (entry.type !== 'file') return undefined;
  const lfs = isObject(entry.lfs) ? entry.lfs : undefined;
  const bytes = lfs?.size ?? entry.size;
  if (!Number.isSafeInteger(bytes) || (bytes as number) < 0) {
    throw new HubAnswerError(url, `${entry.path.slice(0, 100)} has no size`);
  }
  const file = { path: entry.path, bytes: bytes as number };
  if (typeof lfs?.oid === 'string' && SHA256.test(lfs.oid)) return { ...file, sha256: lfs.oid };
  if (lfs === undefined && typeof entry.oid === 'string' && COMMIT.test(entry.oid)) {
    return { ...file, gitBlob: entry.oid };
  }
  throw new HubAnswerError(url, `${entry.path.slice(0, 100)} has no checksum`);
}
