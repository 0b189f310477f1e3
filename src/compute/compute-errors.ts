import { ApplicationError } from '../common/errors/application-error.js';

/** The thread that worked on something ended (crash, `process.exit`, out of memory); the work can be tried again. */
export class ComputeThreadError extends ApplicationError {
  constructor(reason: string, cause?: unknown) {
    super(500, 'compute-thread-ended', `The compute thread ended before its work was done: ${reason}.`, { cause });
  }
}

/** The process stops; the work was not done and belongs to whoever runs next. */
export class ComputePoolClosedError extends ApplicationError {
  constructor() {
    super(503, 'server-stopping', 'The server is stopping; try again when it has started.', {
      headers: { 'Retry-After': '5' },
    });
  }
}
