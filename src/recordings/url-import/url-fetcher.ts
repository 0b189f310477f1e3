import { Injectable } from '@nestjs/common';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Environment } from '../../config/environment.js';
import { InvalidRequestError, UnprocessableError } from '../../common/errors/errors.js';
import { AddressGuard, type PinnedAddress } from './address-guard.js';

const MAX_REDIRECTS = 5;
const CONNECT_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 30_000;

/** A response whose body has not been read yet. */
export interface FetchedFile {
  readonly body: Readable;
  readonly fileName: string;
  /** Aborted when the time for the whole fetch is over. */
  readonly signal: AbortSignal;
  /** Ends the connection; call it when the body was read or is not wanted. */
  close(): Promise<void>;
}

const failed = (message: string, cause?: unknown): UnprocessableError =>
  new UnprocessableError('url-fetch-failed', `url: ${message}`, { cause });

function parseUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href))
    throw InvalidRequestError.forField('url', 'must be a complete http or https URL');
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UnprocessableError('url-scheme-refused', 'url: only http and https URLs are fetched.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new UnprocessableError('url-credentials-refused', 'url: must not hold a user name or password.');
  }
  return url;
}

/** Connects to the checked address whatever the name resolves to by then (DNS rebinding). */
const pinnedLookup =
  ({ address, family }: PinnedAddress): LookupFunction =>
  (_hostname, options, callback) => {
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };

function fileNameOf(url: URL, headers: Dispatcher.ResponseData['headers']): string {
  const disposition = String(headers['content-disposition'] ?? '');
  const named = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1];
  const lastSegment = url.pathname.split('/').pop() ?? '';
  try {
    return named ?? decodeURIComponent(lastSegment);
  } catch {
    return lastSegment;
  }
}

/** Fetches a file from the public internet for a user, with every address, redirect, size and time checked. */
@Injectable()
export class UrlFetcher {
  constructor(
    private readonly environment: Environment,
    private readonly guard: AddressGuard,
  ) {}

  /** @throws UnprocessableError for addresses that are refused, hosts that do not answer, and answers other than 200 */
  async fetch(text: string): Promise<FetchedFile> {
    const signal = AbortSignal.timeout(this.environment.URL_IMPORT_TIMEOUT_SECONDS * 1000);
    let url = parseUrl(text);
    // Loaded by the first fetch: a server starts without it.
    const { Agent, request } = await import('undici');
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const agent = new Agent({
        connect: { lookup: pinnedLookup(await this.guard.pin(url.hostname)), timeout: CONNECT_TIMEOUT_MS },
        headersTimeout: HEADERS_TIMEOUT_MS,
        bodyTimeout: IDLE_TIMEOUT_MS,
      });
      const close = (): Promise<void> => agent.destroy();
      try {
        const response = await request(url, {
          dispatcher: agent,
          signal,
          headers: { 'user-agent': 'Earshot', accept: 'audio/*, video/*, */*;q=0.5', 'accept-encoding': 'identity' },
        });
        const { statusCode, headers, body } = response;
        // A body that is given up on must not raise an unhandled error.
        body.on('error', () => undefined);
        const location = headers.location;
        if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
          await close();
          url = parseUrl(location, url);
          continue;
        }
        if (statusCode !== 200) throw failed(`${url.hostname} answered ${statusCode} instead of the file.`);
        this.checkLength(headers['content-length']);
        return { body, fileName: fileNameOf(url, headers), signal, close };
      } catch (error) {
        await close();
        if (error instanceof UnprocessableError || error instanceof InvalidRequestError) throw error;
        throw failed(signal.aborted ? 'fetching took too long.' : `${url.hostname} could not be reached.`, error);
      }
    }
    throw failed(`there were more than ${MAX_REDIRECTS} redirects.`);
  }

  private checkLength(header: string | string[] | undefined): void {
    if (typeof header === 'string' && Number(header) > this.environment.MAX_UPLOAD_BYTES) {
      throw new UnprocessableError(
        'url-too-large',
        `url: the file has ${header} bytes, more than the limit of ${this.environment.MAX_UPLOAD_BYTES}.`,
      );
    }
  }
}
