import type { IncomingMessage } from 'node:http';

const ROUTE = /^\/v1\/recordings\/[^/?]+\/analyses\/?(\?|$)/i;

/** Whether the body asks for an analysis: with thousands of keywords it may be long, and is then read by the route itself, once it knows the caller. */
export const isAnalysisRequest = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && ROUTE.test(url ?? '');
