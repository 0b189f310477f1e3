import busboy, { type Busboy } from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { ApplicationError } from '../errors/application-error.js';
import { InvalidRequestError, PayloadTooLargeError } from '../errors/errors.js';

const MAX_FIELDS = 20;
const MAX_FIELD_BYTES = 64 * 1024;
/** Uploads may take hours, but bytes must keep coming. */
const IDLE_MS = 60_000;

export interface MultipartForm<Stored> {
  readonly file: Stored;
  /** Name of the part that held the file. */
  readonly part: string;
  readonly fileName: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface MultipartHandling<Stored> {
  /** Most bytes of the whole form, so that a field without an end is cut, too. */
  readonly limitBytes: number;
  /** Names under which the file may come; default: `file`. */
  readonly fileParts?: readonly string[];
  /** Told the name of the part that holds the file, as soon as it begins. Throwing refuses the form. */
  readonly onFilePart?: (part: string) => void;
  /** Keeps the content of the file. */
  readonly store: (content: Readable, signal: AbortSignal) => Promise<Stored>;
  /** Removes what `store` kept when the rest of the form turns out to be wrong. */
  readonly discard: (stored: Stored) => Promise<void>;
}

const cut = (cause?: unknown): ApplicationError =>
  new ApplicationError(400, 'upload-cut', 'The upload ended before its last byte; send it again.', { cause });

const tooLarge = (limitBytes: number): PayloadTooLargeError => new PayloadTooLargeError('The upload', limitBytes);

const unreadable = (error: unknown): InvalidRequestError =>
  new InvalidRequestError(`The form cannot be read: ${(error as Error).message}.`);

/** What busboy says of a form that is not whole is `Unexpected end of form`; all else is about its syntax. */
const formError = (error: Error): ApplicationError => (/end of/i.test(error.message) ? cut(error) : unreadable(error));

function openForm(request: Request): Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES, parts: MAX_FIELDS + 2, headerPairs: 50 },
    });
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * Reads a multipart form whose one file, in one of `fileParts`, goes to `store` while it arrives; it is never held in memory.
 * @throws InvalidRequestError for forms without the file, with a second one, or with fields that come twice or are beyond the limits
 * @throws PayloadTooLargeError as soon as it is known
 */
export async function receiveMultipart<Stored>(
  request: Request,
  { limitBytes, fileParts = ['file'], onFilePart, store, discard }: MultipartHandling<Stored>,
): Promise<MultipartForm<Stored>> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const form = openForm(request);
  const failure = new AbortController();
  const fields = new Map<string, string>();
  let storing: Promise<Stored> | undefined;
  let fileName = '';
  let filePart = '';
  const oneFile = `send exactly one file, in the part "${fileParts.join('" or "')}"`;
  let idle: NodeJS.Timeout | undefined;
  let receivedBytes = 0;

  const parsed = new Promise<void>((done, fail) => {
    const reject = (error: Error): void => {
      request.unpipe(form);
      failure.abort(error);
      fail(error);
    };
    idle = setTimeout(() => {
      reject(
        new ApplicationError(408, 'upload-stalled', `No bytes came for ${IDLE_MS / 1000} seconds; send it again.`),
      );
    }, IDLE_MS);
    request.on('data', (chunk: Buffer) => {
      idle?.refresh();
      receivedBytes += chunk.length;
      if (receivedBytes > limitBytes) reject(tooLarge(limitBytes));
    });
    form.on('file', (part, content, { filename }) => {
      // A cut body is told by the form itself; without a listener the part would raise it a second time.
      content.on('error', (error) => reject(formError(error)));
      if (part === undefined || !fileParts.includes(part) || storing !== undefined) {
        content.resume();
        reject(InvalidRequestError.forField(part ?? fileParts[0], oneFile));
        return;
      }
      filePart = part;
      fileName = filename ?? '';
      try {
        onFilePart?.(part);
      } catch (error) {
        content.resume();
        reject(error as Error);
        return;
      }
      storing = store(content, failure.signal);
      storing.catch(reject);
    });
    form.on('field', (name, value, { nameTruncated, valueTruncated }) => {
      if (fileParts.includes(name)) {
        reject(InvalidRequestError.forField(name, 'must be a file: the part needs a filename'));
      }
      if (nameTruncated || valueTruncated) {
        reject(InvalidRequestError.forField(name, `must be at most ${MAX_FIELD_BYTES} bytes`));
      }
      if (name === undefined) reject(new InvalidRequestError('A part of the form has no name.'));
      if (fields.has(name)) reject(InvalidRequestError.forField(name, 'was sent twice'));
      fields.set(name, value);
    });
    for (const limit of ['partsLimit', 'fieldsLimit'] as const) {
      form.on(limit, () => reject(new InvalidRequestError(`A form may have at most ${MAX_FIELDS} fields.`)));
    }
    form.on('error', (error) => reject(formError(error as Error)));
    form.on('close', done);
    request.on('aborted', () => reject(cut()));
    request.on('error', (error) => reject(cut(error)));
    request.pipe(form);
  });

  try {
    await parsed;
    if (storing === undefined) throw InvalidRequestError.forField(fileParts[0], oneFile);
    return { file: await storing, part: filePart, fileName, fields: Object.fromEntries(fields) };
  } catch (error) {
    const stored = await storing?.catch(() => undefined);
    if (stored !== undefined) await discard(stored);
    throw error;
  } finally {
    clearTimeout(idle);
  }
}
