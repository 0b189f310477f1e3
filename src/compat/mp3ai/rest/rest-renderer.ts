import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { type Observable, map } from 'rxjs';
import { jsonAnswer } from './json-answer.js';

/** Answers objects as compact JSON; routes without an answer have no body. */
@Injectable()
export class RestRenderer implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return next
      .handle()
      .pipe(
        map((answer) =>
          answer === undefined || answer instanceof StreamableFile ? answer : jsonAnswer(JSON.stringify(answer)),
        ),
      );
  }
}
