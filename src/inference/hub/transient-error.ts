import { setTimeout as delay } from 'node:timers/promises';
import { HubUnavailableError } from './hub-errors.js';

/** A failure that may pass: a cut connection, a busy server. It never leaves this folder. */
export class TransientError extends Error {
  /** @param retryAfterMs how long the server asks to wait, if it does */
  constructor(
    message: string,
    readonly retryAfterMs?: number,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** Bytes come, but so few that it would never end. It brings nothing that counts as a gain. */
export class TooSlowError extends TransientError {
  constructor(url: string, bytes: number, milliseconds: number) {
    super(
      `${url} sent ${bytes} bytes in ${milliseconds / 1000} seconds, which is too slow. Look at the network and the proxy, or set MODEL_HUB_URL to a mirror.`,
    );
  }
}

export interface RetryPolicy {
  /** Failures in a row, without anything gained between them, after which it is given up. */
  readonly mostFailures: number;
  /** Tries in all, so that a server which gives a byte a time does not hold us for ever. */
  readonly mostTries: number;
  /** Before the second try; doubled for each further one. */
  readonly delayMs: number;
  readonly maximumDelayMs: number;
  /** A server that asks for a longer pause is given up. */
  readonly longestPauseMs: number;
  /** In each such time … */
  readonly slowMs: number;
  /** … at least so many bytes must come, or the try counts as failed. */
  readonly leastBytes: number;
}

export const RETRY_POLICY: RetryPolicy = {
  mostFailures: 6,
  mostTries: 500,
  delayMs: 1_000,
  maximumDelayMs: 30_000,
  longestPauseMs: 300_000,
  slowMs: 60_000,
  leastBytes: 65_536,
};

/** A try failed, and another one follows. */
export interface RetryNews {
  /** A sentence. */
  readonly reason: string;
  readonly pauseMs: number;
}

export interface RetryOptions {
  readonly signal?: AbortSignal;
  /** Whether the last try brought something, so that the count of failures begins anew. */
  readonly hasGained?: () => boolean;
  /** Called before each pause. */
  readonly onRetry?: (news: RetryNews) => void;
}

/**
 * Does `work` again when it fails for a reason that may pass.
 * @throws HubUnavailableError when that does not help
 */
export async function retrying<Result>(
  work: () => Promise<Result>,
  policy: RetryPolicy,
  { signal, hasGained = () => false, onRetry }: RetryOptions = {},
): Promise<Result> {
  let failures = 0;
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof TransientError)) throw error;
      failures = hasGained() ? 1 : failures + 1;
      const pauseMs = Math.max(
        error.retryAfterMs ?? 0,
        Math.min(policy.delayMs * 2 ** (failures - 1), policy.maximumDelayMs),
      );
      if (failures >= policy.mostFailures || tries >= policy.mostTries || pauseMs > policy.longestPauseMs) {
        throw new HubUnavailableError(error.message, error);
      }
      onRetry?.({ reason: error.message, pauseMs });
      await delay(pauseMs, undefined, { signal });
    }
  }
}

/** `Retry-After` in milliseconds: seconds or a date. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
