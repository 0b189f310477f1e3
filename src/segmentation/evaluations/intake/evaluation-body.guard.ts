import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isUtf8 } from 'node:buffer';
import { InvalidRequestError } from '../../../common/errors/errors.js';
import { readBytes } from '../../../common/http/read-bytes.js';
import { checkStructure } from '../../../common/http/check-structure.js';
import { MOST_AREAS, MOST_INLINE_LABELS } from '../dto/create-evaluation.dto.js';

/** 2,000 labels with long names. */
const LIMIT_BYTES = 2 * 1024 * 1024;

async function readBody(request: Request): Promise<object> {
  if (request.is('application/json') !== 'application/json') return {};
  const bytes = await readBytes(request, LIMIT_BYTES);
  if (!isUtf8(bytes)) throw new InvalidRequestError('The body is not UTF-8.');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new InvalidRequestError(`The body is not valid JSON: ${(error as Error).message}.`);
  }
  checkStructure(body);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new InvalidRequestError('The body must be a JSON object.');
}

function lengthsOf(recordings: unknown, field: string): number {
  if (!Array.isArray(recordings)) return 0;
  const lengths = recordings.map((recording: unknown) => {
    const list = (recording as Record<string, unknown> | null)?.[field];
    return Array.isArray(list) ? list.length : 0;
  });
  return lengths.reduce((sum, length) => sum + length, 0);
}

/**
 * Reads the body of an evaluation, which may be larger than others, when it is known who sends it. Counts come first: the rules of tens of thousands
 * of labels would take the main thread a second to check.
 */
@Injectable()
export class EvaluationBodyGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    request.body = await readBody(request);
    const { recordings } = request.body as { recordings?: unknown };
    if (lengthsOf(recordings, 'labels') > MOST_INLINE_LABELS) {
      const hint = `at most ${MOST_INLINE_LABELS} labels in all; save them as annotation tracks and name those`;
      throw InvalidRequestError.forField('recordings', hint);
    }
    if (lengthsOf(recordings, 'areas') > MOST_AREAS) {
      throw InvalidRequestError.forField('recordings', `at most ${MOST_AREAS} areas in all`);
    }
    return true;
  }
}
