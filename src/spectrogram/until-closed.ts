import type { Response } from 'express';

/** Works for an answer as long as somebody waits for it: when the client leaves, the signal aborts the work and nothing is thrown. */
export async function untilClosed(response: Response, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const leaving = new AbortController();
  const leave = (): void => leaving.abort();
  response.once('close', leave);
  if (response.closed) leave();
  try {
    await work(leaving.signal);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  } finally {
    response.off('close', leave);
  }
}
