/**
 * Time before the next attempt: doubled for each one, up to a limit, and spread over its upper half so that jobs that failed
 * together do not come back together.
 * @param attempt the one that failed, 1 for the first
 * @param random 0..1
 */
export function retryDelayMs(attempt: number, baseMs: number, maximumMs: number, random = Math.random()): number {
  const full = Math.min(maximumMs, baseMs * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + random / 2));
}
