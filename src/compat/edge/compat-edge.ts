import type { NextFunction, Request, Response } from 'express';
import { chooseErrorFormat } from '../../common/errors/error-format.js';
import { mp3aiDialect } from '../mp3ai/dialect.js';
import { openaiDialect } from '../openai/dialect.js';
import { isModelsRead, modelProblems } from '../openai/model-problems.js';
import { vocalAnnotationDialect } from '../vocal-annotation/dialect.js';
import { whispersegDialect } from '../whisperseg/dialect.js';
import { letAnyOriginIn } from './any-origin.js';
import { markCompatRequest } from './compat-request.js';
import type { Dialect } from './dialect.js';

/** Every older system whose clients are served. Of several that claim a path the first one has it until the route decides. */
const DIALECTS: readonly Dialect[] = [vocalAnnotationDialect, whispersegDialect, mp3aiDialect, openaiDialect];

/**
 * Recognises the routes of older systems by their path, so that everything about them holds whatever becomes of the request: the format
 * of errors, permission for browsers, and addresses with several slashes in front, which are answered and not redirected.
 */
export function compatEdge(request: Request, response: Response, next: NextFunction): void {
  const url = request.url.replace(/^\/{2,}/, '/');
  const path = url.split('?', 1)[0];
  const dialect = DIALECTS.find(({ claims }) => claims(path));
  if (dialect === undefined) {
    if (isModelsRead(request)) chooseErrorFormat(request, modelProblems);
    next();
    return;
  }
  request.url = (dialect.toRoute?.(path) ?? path) + url.slice(path.length);
  markCompatRequest(request);
  chooseErrorFormat(request, dialect.errorFormat);
  if (dialect.anyOrigin && letAnyOriginIn(request, response)) return;
  next();
}
