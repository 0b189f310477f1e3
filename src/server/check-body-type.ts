import type { NextFunction, Request, Response } from 'express';
import { isLabelUpload } from '../annotations/intake/is-label-upload.js';
import { ApplicationError } from '../common/errors/application-error.js';
import { isCompatRequest } from '../compat/edge/compat-request.js';
import { isFinetuneUpload } from '../finetuning/intake/is-finetune-upload.js';

/** What curl and fetch call a body when they are not told: only routes that read bodies themselves do. */
const TYPES_BY_DEFAULT = ['application/x-www-form-urlencoded', 'text/plain'];

/** Without this, JSON that was sent under another name would be an empty body, all of whose fields are missing. */
export function checkBodyType(request: Request, _response: Response, next: NextFunction): void {
  const readsItself = isCompatRequest(request) || isLabelUpload(request) || isFinetuneUpload(request);
  const type = readsItself ? null : request.is(TYPES_BY_DEFAULT);
  if (typeof type !== 'string') {
    next();
    return;
  }
  const message = `A body of type ${type} is not read. Send JSON with the header "Content-Type: application/json", or a recording as a multipart form.`;
  throw new ApplicationError(415, 'unsupported-media-type', message);
}
