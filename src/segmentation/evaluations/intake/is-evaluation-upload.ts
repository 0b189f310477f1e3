import type { IncomingMessage } from 'node:http';

const ROUTE = /^\/v1\/models\/[^/?]+\/evaluations\/?(\?|$)/i;

/** Whether the body may hold labels, and is read by the route itself, once it knows the caller. */
export const isEvaluationUpload = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && ROUTE.test(url ?? '');
