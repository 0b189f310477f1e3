import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError } from '../../common/errors/errors.js';

const MAX_FIELDS = 20;
const MAX_FIELD_BYTES = 64 * 1024;

export interface MultipartForm<Stored> {
  readonly file: Stored;
  readonly fileName: string;
  readonly fields: Readonly<Record<string, string>>;
}

const cut = (cause?: unknown): ApplicationError =>
  new ApplicationError(400, 'upload-cut', 'The upload ended before its last byte; send it again.', { cause });

/**
 * Reads a multipart form whose one file, in part `file`, goes to `store` while it arrives; it is never held in memory.
 * @param discard removes what `store` kept when the rest of the form turns out to be wrong
 * @throws InvalidRequestError for forms without the file, with a second one, or with fields beyond the limits
 */
export function receiveMultipart<Stored>(
  request: Request,
  store: (content: Readable, signal: AbortSignal) => Promise<Stored>,
  discard: (stored: Stored) => Promise<void>,
): Promise<MultipartForm<Stored>> {
  const failure = new AbortController();
  const fields: Record<string, string> = {};
  let storing: Promise<Stored> | undefined;
  let fileName = '';

  const parsed = new Promise<void>((done, fail) => {
    const reject = (error: unknown): void => {
      request.unpipe();
      failure.abort(error);
      fail(error as Error);
    };
    let form: BusboyInstance;
    try {
      form = new Busboy({
        headers: request.headers as BusboyHeaders,
        limits: { fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES, parts: MAX_FIELDS + 2, headerPairs: 50 },
        isPartAFile: (fieldName, contentType, name) => fieldName === 'file' || name !== undefined,
      });
    } catch {
      reject(new InvalidRequestError('The Content-Type of a multipart form must name its boundary.'));
      return;
    }
    form.on('file', (part, content, name) => {
      // Cut bodies are told by the form itself; without a listener each part would raise it again.
      content.on('error', reject);
      if (part !== 'file' || storing !== undefined) {
        content.resume();
        reject(InvalidRequestError.forField(part, 'send exactly one file, in the part "file"'));
        return;
      }
      fileName = name ?? '';
      storing = store(content, failure.signal);
      storing.catch(reject);
    });
    form.on('field', (name, value, nameTruncated, valueTruncated) => {
      if (nameTruncated || valueTruncated)
        reject(InvalidRequestError.forField(name, `must be at most ${MAX_FIELD_BYTES} bytes`));
      fields[name] = value;
    });
    for (const limit of ['partsLimit', 'fieldsLimit'] as const) {
      form.on(limit, () => reject(new InvalidRequestError(`A form may have at most ${MAX_FIELDS} fields.`)));
    }
    form.on('error', (error) => reject(cut(error)));
    form.on('finish', done);
    request.on('aborted', () => reject(cut()));
    request.on('error', (error) => reject(cut(error)));
    request.pipe(form);
  });

  return parsed.then(
    async () => {
      if (storing === undefined) throw InvalidRequestError.forField('file', 'send the recording as the part "file"');
      return { file: await storing, fileName, fields };
    },
    async (error: unknown) => {
      const stored = await storing?.catch(() => undefined);
      if (stored !== undefined) await discard(stored);
      throw error;
    },
  );
}
