import { isUtf8 } from 'node:buffer';
import { InvalidRequestError } from '../common/errors/errors.js';

/** JSON is UTF-8 (RFC 8259); decoding anything else would silently put replacement characters into names and passwords. */
export function checkUtf8(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new InvalidRequestError('The body is not UTF-8.');
}
