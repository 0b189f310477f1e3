import type { IncomingMessage } from 'node:http';

const ROUTE = /^\/v1\/models\/finetunes\/?(\?|$)/i;

/** Whether the body is a training set, which may be large and is read by the route itself, once it knows the caller. */
export const isFinetuneUpload = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && ROUTE.test(url ?? '');
