import type { IncomingMessage } from 'node:http';
import type { ApplicationError } from './application-error.js';

/** What a description may tell beside the error. */
export interface FailedRequest {
  readonly path: string;
  readonly correlationId: string;
}

/** How a failure is told to the caller. */
export interface ErrorFormat {
  readonly contentType: string;
  /** Default: the error's own. */
  readonly statusOf?: (error: ApplicationError) => number;
  /** The body, to be sent as JSON. */
  readonly describe: (error: ApplicationError, request: FailedRequest) => unknown;
}

const chosen = new WeakMap<IncomingMessage, ErrorFormat>();

/** From now on the failure of this request is told in another format; the last choice counts. */
export function chooseErrorFormat(request: IncomingMessage, format: ErrorFormat): void {
  chosen.set(request, format);
}

/** The format that was chosen for the request, if any. */
export const errorFormatOf = (request: IncomingMessage): ErrorFormat | undefined => chosen.get(request);
