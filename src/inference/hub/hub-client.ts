import type { Dispatcher } from 'undici';
import { HubAnswerError, HubContentError, HubRefusalError } from './hub-errors.js';
import { HubReach, PrivateAddressError } from './hub-reach.js';
import type { HubSettings } from './hub-settings.js';
import { TransferFloor } from './transfer-floor.js';
import {
  RETRY_POLICY,
  retryAfterMs,
  retrying,
  type RetryOptions,
  type RetryPolicy,
  TooSlowError,
  TransientError,
} from './transient-error.js';

const MAX_REDIRECTS = 5;
const CONNECT_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 30_000;
/** Nothing came for so long: the connection is dead. */
const IDLE_TIMEOUT_MS = 60_000;
/** The tree of a repository with ten thousand files fits. */
const MOST_JSON_BYTES = 8 * 1024 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];
const TRANSIENT = [408, 425, 429];
const USER_AGENT = 'earshot';

export type HubResponse = Dispatcher.ResponseData;

export interface HubJson {
  readonly value: unknown;
  /** The page that follows, as the `Link` header names it. */
  readonly next?: string;
}

export const headerOf = ({ headers }: HubResponse, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Ends an answer whose body is not wanted. It then emits an error, which nobody else listens for. */
export function leave({ body }: HubResponse): void {
  body.on('error', () => undefined).destroy();
}

/** What speaks HTTP with a hub. Proxies come from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
export class HubClient {
  private dispatcher?: Dispatcher;
  private readonly reach: HubReach;

  constructor(
    private readonly settings: Pick<HubSettings, 'url' | 'token' | 'allowsPrivate'>,
    readonly policy: RetryPolicy = RETRY_POLICY,
    readonly onRetry?: RetryOptions['onRetry'],
  ) {
    this.reach = new HubReach(settings);
  }

  /** Address of a path of the hub, whose parts are encoded already. */
  urlOf(path: string): string {
    return `${this.settings.url}/${path}`;
  }

  /**
   * One request, redirects followed. The body must be read or destroyed.
   * @throws TransientError when the same request may go well later, HubRefusalError when it will not
   */
  async open(url: string, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<HubResponse> {
    let target = new URL(url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await this.ask(target, headers, signal);
      const location = headerOf(response, 'location');
      if (!REDIRECTS.includes(response.statusCode) || location === undefined) return this.accept(response, url);
      leave(response);
      target = redirectTarget(location, target);
      this.reach.checkLiteral(target);
    }
    throw new HubAnswerError(url, `it redirects more than ${MAX_REDIRECTS} times`);
  }

  /** @throws HubUnavailableError, HubRefusalError, HubAnswerError */
  json(url: string, signal?: AbortSignal): Promise<HubJson> {
    return retrying(() => this.readJson(url, signal), this.policy, { signal, onRetry: this.onRetry });
  }

  async close(): Promise<void> {
    await this.dispatcher?.destroy();
  }

  private async readJson(url: string, signal?: AbortSignal): Promise<HubJson> {
    const response = await this.open(url, { accept: 'application/json' }, signal);
    const chunks: Buffer[] = [];
    let bytes = 0;
    const floor = new TransferFloor(response.body, this.policy, url);
    try {
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        floor.note(chunk.length);
        if (bytes > MOST_JSON_BYTES) throw new HubAnswerError(url, `more than ${MOST_JSON_BYTES} bytes`);
        chunks.push(chunk);
      }
    } catch (error) {
      throw error instanceof HubAnswerError || error instanceof TooSlowError ? error : broken(url, error, signal);
    } finally {
      floor.stop();
    }
    const next = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(headerOf(response, 'link') ?? '')?.[1];
    try {
      return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')), next };
    } catch {
      throw new HubAnswerError(url, 'it sends no JSON');
    }
  }

  private async ask(
    target: URL,
    headers: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<HubResponse> {
    const { url, token } = this.settings;
    const isHub = target.origin === new URL(url).origin;
    const authorization = isHub && token !== undefined ? { authorization: `Bearer ${token}` } : {};
    // Loaded by the first request: a server starts without it.
    const { EnvHttpProxyAgent, request } = await import('undici');
    // Through a proxy it is the proxy that resolves names and decides where it connects to.
    this.dispatcher ??= new EnvHttpProxyAgent({
      connect: { timeout: CONNECT_TIMEOUT_MS, lookup: this.reach.lookup },
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: IDLE_TIMEOUT_MS,
    });
    try {
      return await request(target, {
        dispatcher: this.dispatcher,
        signal,
        headers: { 'user-agent': USER_AGENT, 'accept-encoding': 'identity', ...headers, ...authorization },
      });
    } catch (error) {
      if (error instanceof PrivateAddressError) throw error;
      throw broken(`${target.origin}${target.pathname}`, error, signal);
    }
  }

  private accept(response: HubResponse, url: string): HubResponse {
    const { statusCode: status } = response;
    if (status === 200 || status === 206) return response;
    leave(response);
    if (status === 416) throw new HubContentError(url, 'the hub does not have the rest of what was fetched before');
    if (status >= 500 || TRANSIENT.includes(status)) {
      throw new TransientError(
        `${url} answered ${status}${status === 429 ? ' (too many requests)' : ''}.`,
        retryAfterMs(headerOf(response, 'retry-after')),
      );
    }
    throw new HubRefusalError(url, status);
  }
}

/** Without its query, which may hold the signature of a link, errors name the address. */
export function broken(url: string, error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return signal.reason;
  const { code, message } = error as NodeJS.ErrnoException;
  return new TransientError(
    `The connection to ${url} failed (${code ?? message}). Look at the network, MODEL_HUB_URL and the proxy.`,
    undefined,
    error,
  );
}

function redirectTarget(location: string, from: URL): URL {
  const where = `${from.origin}${from.pathname}`;
  if (!URL.canParse(location, from.href)) throw new HubAnswerError(where, 'it redirects to no address');
  const target = new URL(location, from.href);
  const isSafe = target.protocol === 'https:' || (target.protocol === 'http:' && from.protocol === 'http:');
  if (!isSafe) throw new HubAnswerError(where, `it redirects to ${target.protocol}//, which is not safe`);
  return target;
}
