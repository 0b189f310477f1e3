import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError, PayloadTooLargeError } from '../../common/errors/errors.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { parseTolerantJson } from './parse-tolerant-json.js';

/** Whole sets of labels come in one body. */
const LIMIT_BYTES = 64 * 1024 * 1024;

const notJson = (): ApplicationError =>
  new ApplicationError(415, 'unsupported-media-type', 'Send JSON, with "Content-Type: application/json".');

async function readBytes(request: Request): Promise<Buffer> {
  const tooLarge = new PayloadTooLargeError('The body', LIMIT_BYTES);
  if (Number(request.headers['content-length'] ?? 0) > LIMIT_BYTES) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LIMIT_BYTES) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error === tooLarge) throw error;
    throw new InvalidRequestError('The request was cut before its end.');
  }
  return Buffer.concat(chunks, bytes);
}

/**
 * Reads the JSON body of a route that the common parser leaves alone. No body at all is an empty object: some clients send none.
 * @throws ApplicationError 415 for other content, PayloadTooLargeError, InvalidRequestError
 */
export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const isJson = request.is('application/json');
  if (isJson === null) return {};
  if (isJson === false || (request.headers['content-encoding'] ?? 'identity') !== 'identity') throw notJson();
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw new InvalidRequestError('The body is not UTF-8.');
  const body = parseTolerantJson(bytes.toString());
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidRequestError('The body must be a JSON object.');
  }
  checkStructure(body);
  return body as Record<string, unknown>;
}
