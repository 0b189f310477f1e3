import type { IncomingMessage } from 'node:http';

const SAVE_ROUTE = /^\/v1\/annotations\/[^/?]+\/versions\/?(\?|$)/i;

/** Whether the body is a set of labels, which may be large and is read by the route itself, once it knows the caller. */
export const isLabelUpload = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && SAVE_ROUTE.test(url ?? '');
