import type { Request, Response } from 'express';

const LINGER_MS = 2_000;

/**
 * Ends a request whose body is not wanted any further. The answer goes out first; reading on for a short while lets the client see it
 * instead of a reset connection (`Connection: close` would reset it at once). Then the socket is closed, however much was still to come.
 */
export function endUpload(request: Request, response: Response): void {
  if (request.complete) return;
  response.once('finish', () => {
    request.unpipe();
    request.resume();
    const close = setTimeout(() => request.socket.destroy(), LINGER_MS);
    request.once('close', () => clearTimeout(close));
    request.once('end', () => clearTimeout(close));
  });
}
