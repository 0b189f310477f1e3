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
    this.log(thrown, known, correlationId);
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
    response.status(statusOf?.(error) ?? error.status).set({ ...error.headers, 'Cache-Control': 'no-store' });
    // Not set(), which adds a character set: some clients of older systems compare the whole of it.
    response.setHeader('Content-Type', contentType);
    response.send(Buffer.from(JSON.stringify(describe(error, { path: request.path, correlationId }))));
  }

  /** What the caller must mend is no line of the log. */
  private log(thrown: unknown, known: ApplicationError | undefined, correlationId: string): void {
    if (known !== undefined && known.status < 500) return;
    if (known?.isExpected !== true) this.logger.error({ correlationId, err: thrown });
    else this.logger.warn({ correlationId, code: known.code, msg: known.message });
  }
}
