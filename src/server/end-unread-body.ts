import type { NextFunction, Request, Response } from 'express';

const LINGER_MS = 2_000;

/**
 * Ends requests that were answered before their body was read: uploads that are refused, and bodies where none is wanted. The answer
 * goes out first; reading on for a short while lets the client see it instead of a reset connection. Then the socket is closed, however
 * much was still to come.
 */
export function endUnreadBody(request: Request, response: Response, next: NextFunction): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.unpipe();
    request.resume();
    const close = setTimeout(() => request.socket.destroy(), LINGER_MS);
    for (const event of ['close', 'end']) request.once(event, () => clearTimeout(close));
  });
  next();
}
