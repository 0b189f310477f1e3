import type { CatalogueEntry } from '../catalogue/catalogue-entry.js';
import { HubContentError } from './hub-errors.js';
import type { RepositoryFile } from './repository-tree.js';

/** A file to fetch, and how its bytes are known again. */
export interface PlannedFile {
  readonly remote: string;
  readonly local: string;
  readonly bytes: number;
  /** Hexadecimal; one of the two is there. */
  readonly sha256?: string;
  readonly gitBlob?: string;
}

export interface PullPlan {
  readonly revision: string;
  readonly files: readonly PlannedFile[];
  readonly totalBytes: number;
}

/** The catalogue's sizes are rounded; what is much larger is not what was catalogued. */
const MOST_TIMES_LARGER = 1.5;
const SLACK_BYTES = 32 * 1024 * 1024;

/**
 * Which files of a repository's tree make the model, with the checks that they must pass.
 * @throws HubContentError when one is missing, is another one than the catalogue pins, or all together are much too large
 */
export function planPull(entry: CatalogueEntry, revision: string, tree: ReadonlyMap<string, RepositoryFile>): PullPlan {
  const about = `${entry.repository} at ${revision}`;
  const files = entry.files.flatMap(({ remote, local, optional, sha256 }): PlannedFile[] => {
    const found = tree.get(remote);
    if (found === undefined) {
      if (optional === true) return [];
      throw new HubContentError(about, `it has no file ${remote}`);
    }
    if (sha256 !== undefined && found.sha256 !== undefined && found.sha256 !== sha256) {
      throw new HubContentError(`${about}/${remote}`, `its SHA-256 is ${found.sha256}, Earshot pins ${sha256}`);
    }
    return [{ remote, local, bytes: found.bytes, sha256: sha256 ?? found.sha256, gitBlob: found.gitBlob }];
  });
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const most = entry.approximateBytes * MOST_TIMES_LARGER + SLACK_BYTES;
  if (totalBytes > most) {
    throw new HubContentError(about, `the model has ${totalBytes} bytes, about ${entry.approximateBytes} are expected`);
  }
  return { revision, files, totalBytes };
}
