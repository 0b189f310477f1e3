import type { IncomingMessage } from 'node:http';

const ROUTE = /^\/v1\/sentiment\/?(\?|$)/i;

/** Whether the body holds texts to judge, which may be long and are then read by the route itself, once it knows the caller. */
export const isSentimentRequest = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && ROUTE.test(url ?? '');
