import type { NextFunction, Request, Response } from 'express';

const BODY_MS = 60_000;

/**
 * Ends requests whose body trickles in, except forms: uploads may take hours and watch themselves. Node's own limit for whole requests is
 * off because it would cut those.
 */
export function bodyDeadline(request: Request, _response: Response, next: NextFunction): void {
  if (!request.complete && request.is('multipart/form-data') === false) {
    const end = setTimeout(() => request.destroy(new Error('The body took too long.')), BODY_MS);
    request.once('close', () => clearTimeout(end));
    request.once('end', () => clearTimeout(end));
  }
  next();
}
