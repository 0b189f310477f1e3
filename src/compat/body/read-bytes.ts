import type { Request } from 'express';
import { InvalidRequestError, PayloadTooLargeError } from '../../common/errors/errors.js';

/**
 * Reads a body into memory.
 * @throws PayloadTooLargeError as soon as it is known, InvalidRequestError when the client leaves
 */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new PayloadTooLargeError('The body', limitBytes);
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limitBytes) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error === tooLarge) throw error;
    throw new InvalidRequestError('The request was cut before its end.');
  }
  // Not a part of Node's shared pool: a thread may be given it.
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}
