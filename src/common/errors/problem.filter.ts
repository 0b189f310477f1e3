import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApplicationError } from './application-error.js';
import { errorFormatOf } from './error-format.js';
import { problemFormat } from './problem-format.js';
import { toApplicationError } from './to-application-error.js';

/** Turns every failure into one problem format, or into the one that the request's route has of old. Defects answer 500 and are logged with their stack, never shown. */
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
    const { contentType, statusOf, describe } = errorFormatOf(request) ?? problemFormat;
    response
      .status(statusOf?.(error) ?? error.status)
      .set({ ...error.headers, 'Content-Type': contentType, 'Cache-Control': 'no-store' })
      .send(JSON.stringify(describe(error, { path: request.path, correlationId })));
  }
}
