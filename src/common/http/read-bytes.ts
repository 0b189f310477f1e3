import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { InvalidRequestError, PayloadTooLargeError } from '../errors/errors.js';

/**
 * Gathers a stream in memory of its own, not in Node's shared pool: a thread may be given it. The stream is left open.
 * @throws `tooLarge` as soon as there is more than the limit, and what the stream fails with
 */
export async function gatherBytes(
  content: Readable,
  limitBytes: number,
  tooLarge: Error,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

/**
 * Reads a body into memory.
 * @throws PayloadTooLargeError as soon as it is known, InvalidRequestError when the client leaves
 */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new PayloadTooLargeError('The body', limitBytes);
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge;
  try {
    return await gatherBytes(request, limitBytes, tooLarge);
  } catch (error) {
    if (error === tooLarge) throw error;
    throw new InvalidRequestError('The request was cut before its end.');
  }
}
