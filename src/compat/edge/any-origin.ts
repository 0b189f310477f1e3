import type { Request, Response } from 'express';

const METHODS = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';

/**
 * Lets browsers call from every origin and answers their preflights.
 * @returns whether the request was a preflight, which is answered now
 */
export function letAnyOriginIn(request: Request, response: Response): boolean {
  response.set('Access-Control-Allow-Origin', '*');
  if (request.method !== 'OPTIONS') return false;
  response.set('Access-Control-Allow-Methods', METHODS);
  const headers = request.get('Access-Control-Request-Headers');
  if (headers !== undefined) response.set('Access-Control-Allow-Headers', headers);
  response.vary('Access-Control-Request-Headers');
  response.status(200).end();
  return true;
}
