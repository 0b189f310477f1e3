import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Response } from 'express';
import { ApplicationError } from '../errors/application-error.js';

/** Nobody reads it: the connection is closed. It keeps the log from telling of a defect. */
class ClientLeftError extends ApplicationError {
  constructor() {
    super(499, 'client-left', 'The client closed the connection before the answer.');
  }
}

/** A signal that is raised when the client goes away before it has its answer, as one that scrolls on does. */
export const Leaving = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal => {
  const response = context.switchToHttp().getResponse<Response>();
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort(new ClientLeftError());
  });
  return leaving.signal;
});
