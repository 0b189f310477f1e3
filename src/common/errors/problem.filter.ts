import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { ApplicationError } from './application-error.js';
import type { Problem } from './problem.dto.js';
import { toApplicationError } from './to-application-error.js';

/** Turns every failure into one problem format. Defects answer 500 and are logged with their stack, never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    const known = toApplicationError(thrown);
    const correlationId = String(request.id ?? '');
    if (known === undefined || known.status >= 500) this.logger.error({ correlationId, err: thrown });
    const error =
      known ??
      new ApplicationError(
        500,
        'internal-error',
        'The server failed. Its log has the details under the correlation id.',
      );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const problem: Problem = {
      type: `urn:earshot:problem:${error.code}`,
      title: STATUS_CODES[error.status] ?? 'Error',
      status: error.status,
      detail: error.message,
      instance: request.path,
      correlationId,
      ...(error.errors && { errors: [...error.errors] }),
    };
    response
      .status(error.status)
      .set({ ...error.headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
      .send(JSON.stringify(problem));
  }
}
