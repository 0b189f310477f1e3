import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkHashes, type FileHashes, hashFile } from './file-hashes.js';
import { broken, type HubClient, headerOf, type HubResponse, leave } from './hub-client.js';
import { HubContentError, NoSpaceError } from './hub-errors.js';
import type { PlannedFile } from './plan-pull.js';
import { TransferFloor } from './transfer-floor.js';
import { retrying, TooSlowError, TransientError } from './transient-error.js';

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** @param bytes of this file that are on the disk now */
  readonly onBytes?: (bytes: number) => void;
}

const DISK_FULL = ['ENOSPC', 'EDQUOT'];
const MOST_ETAG_LENGTH = 500;

/** What a file is called while it is incomplete: its content is part of the name, so that the rest of another version is never added. */
export const partName = ({ local, sha256, gitBlob }: PlannedFile): string =>
  `${local}.${(sha256 ?? gitBlob)!.slice(0, 16)}.part`;

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/**
 * Fetches one file into a directory, where it appears under its name once its bytes are proven. What an earlier try fetched is used.
 * @throws HubContentError when the bytes are wrong or too many, HubUnavailableError when the connection fails again and again,
 * HubRefusalError when the hub does not give the file, NoSpaceError when the disk is full
 */
export async function downloadFile(
  client: HubClient,
  url: string,
  file: PlannedFile,
  directory: string,
  options: DownloadOptions = {},
): Promise<FileHashes> {
  const download = new Download(client, url, file, join(directory, partName(file)), options);
  const hashes = await download.run();
  await rename(download.path, join(directory, file.local));
  await download.forgetTag();
  return hashes;
}

class Download {
  constructor(
    private readonly client: HubClient,
    private readonly url: string,
    private readonly file: PlannedFile,
    readonly path: string,
    private readonly options: DownloadOptions,
  ) {}

  async run(): Promise<FileHashes> {
    const wasStarted = (await sizeOf(this.path)) > 0;
    try {
      return await this.fetchAndProve();
    } catch (error) {
      // What lay there before may be damaged, or of a server that gives other bytes: once more from the first byte.
      if (!wasStarted || !(error instanceof HubContentError)) throw error;
      return this.fetchAndProve();
    }
  }

  async forgetTag(): Promise<void> {
    await rm(this.tagPath, { force: true });
  }

  private get tagPath(): string {
    return `${this.path}.etag`;
  }

  private async fetchAndProve(): Promise<FileHashes> {
    const { signal, onBytes } = this.options;
    const { bytes } = this.file;
    let reached = await sizeOf(this.path);
    onBytes?.(Math.min(reached, bytes));
    let gained = false;
    const once = async (): Promise<void> => {
      let isSlow = false;
      try {
        await this.fetchRest();
      } catch (error) {
        isSlow = error instanceof TooSlowError;
        throw error;
      } finally {
        const size = await sizeOf(this.path);
        gained = size > reached && !isSlow;
        reached = size;
      }
    };
    try {
      const { policy, onRetry } = this.client;
      await retrying(once, policy, { signal, hasGained: () => gained, onRetry });
      const hashes = await hashFile(this.path, bytes, signal);
      checkHashes(hashes, this.file);
      return hashes;
    } catch (error) {
      if (error instanceof HubContentError) await this.discard();
      throw error;
    }
  }

  private async discard(): Promise<void> {
    await rm(this.path, { force: true });
    await this.forgetTag();
  }

  /** @throws TransientError when it did not come to its end */
  private async fetchRest(): Promise<void> {
    const { bytes, local } = this.file;
    const { signal } = this.options;
    if (bytes === 0) return (await open(this.path, 'w')).close();
    let start = await sizeOf(this.path);
    if (start > bytes) {
      await this.discard();
      start = 0;
    }
    if (start === bytes) return;
    const response = await this.client.open(this.url, await this.rangeHeaders(start), signal);
    try {
      start = this.startOf(response, start);
      this.refuseTooLong(response, bytes - start);
      await this.rememberTag(response);
    } catch (error) {
      leave(response);
      throw error;
    }
    try {
      await this.write(response, start);
    } finally {
      leave(response);
    }
    const size = await sizeOf(this.path);
    if (size < bytes) throw new TransientError(`The connection broke off after ${size} of ${bytes} bytes of ${local}.`);
  }

  private async rangeHeaders(start: number): Promise<Record<string, string>> {
    if (start === 0) return {};
    const tag = await readFile(this.tagPath, 'utf8').catch(() => undefined);
    return { range: `bytes=${start}-`, ...(tag !== undefined && { 'if-range': tag }) };
  }

  /** The place of the first byte of the answer: a server need not go on where it was asked to. */
  private startOf(response: HubResponse, asked: number): number {
    if (response.statusCode !== 206) return 0;
    const range = headerOf(response, 'content-range') ?? '';
    const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
    if (Number(first) === asked && (total === '*' || Number(total) === this.file.bytes)) return asked;
    throw new HubContentError(this.file.local, `the server sends another part than was asked for (${range || 'none'})`);
  }

  private refuseTooLong(response: HubResponse, most: number): void {
    const length = headerOf(response, 'content-length');
    if (length === undefined || Number(length) <= most) return;
    throw new HubContentError(this.file.local, `the server sends ${length} bytes where ${most} are expected`);
  }

  /** Weak tags do not promise the same bytes. */
  private async rememberTag(response: HubResponse): Promise<void> {
    const tag = headerOf(response, 'etag');
    if (tag === undefined || tag.startsWith('W/') || tag.length > MOST_ETAG_LENGTH) await this.forgetTag();
    else await writeFile(this.tagPath, tag);
  }

  /** Each piece is on the disk before the next one is asked for, so that a connection that breaks loses little. */
  private async write({ body }: HubResponse, start: number): Promise<void> {
    const { bytes, local } = this.file;
    const { signal, onBytes } = this.options;
    const output = await open(this.path, start === 0 ? 'w' : 'a');
    let size = start;
    const floor = new TransferFloor(body, this.client.policy, local);
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        size += chunk.length;
        floor.note(chunk.length);
        if (size > bytes) throw new HubContentError(local, `the server sends more than ${bytes} bytes`);
        await output.writeFile(chunk);
        onBytes?.(size);
      }
      // A slow disk is not a slow hub.
      floor.stop();
      await output.sync();
    } catch (error) {
      if (error instanceof HubContentError || error instanceof TooSlowError) throw error;
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (DISK_FULL.includes(code ?? '')) throw new NoSpaceError(this.path, error);
      throw syscall === 'write' || syscall === 'fsync' ? error : broken(local, error, signal);
    } finally {
      floor.stop();
      await output.close();
    }
  }
}
