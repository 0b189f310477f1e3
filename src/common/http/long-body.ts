import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { USUAL_BODY_BYTES } from './body-limits.js';

/** Whether a JSON body is, or may become, longer than the common parser reads. Compressed ones are left to it. */
export function mayBeLong(request: IncomingMessage): boolean {
  const { 'content-length': announced, 'transfer-encoding': transfer, 'content-encoding': coding } = request.headers;
  if ((coding ?? 'identity') !== 'identity') return false;
  if ((request as Request).is('application/json') !== 'application/json') return false;
  return announced === undefined ? transfer !== undefined : Number(announced) > USUAL_BODY_BYTES;
}

/** Whether the common parser left such a body to the route. */
export const isUnreadLongBody = (request: Request): boolean => request.body === undefined && mayBeLong(request);
