import type { IncomingMessage } from 'node:http';

const requests = new WeakSet<IncomingMessage>();

export function markCompatRequest(request: IncomingMessage): void {
  requests.add(request);
}

/** Whether a request goes to a route of an older system. Its body is left for the route to read, when it is known who sends it. */
export const isCompatRequest = (request: IncomingMessage): boolean => requests.has(request);
