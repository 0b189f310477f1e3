import busboy, { type Busboy } from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { reasonOf } from '../errors/reason-of.js';
import { ApplicationError } from '../errors/application-error.js';
import { InvalidRequestError, PayloadTooLargeError } from '../errors/errors.js';

export const MAX_FIELDS = 20;
export const MAX_FIELD_BYTES = 64 * 1024;
/** Uploads may take hours, but bytes must keep coming. */
const IDLE_MS = 60_000;

/** A part that holds a file, of which nothing has been read yet. */
export interface FilePart {
  /** Undefined when the part has no name. */
  readonly name: string | undefined;
  readonly fileName: string;
  /** Must be read to its end, or `resume()`d. */
  readonly content: Readable;
  /** Raised when the form is refused for another reason. */
  readonly signal: AbortSignal;
  /** Refuses the form, later than `onFile` could by throwing. */
  readonly refuse: (error: Error) => void;
}

export interface FieldPart {
  readonly name: string | undefined;
  readonly value: string;
  /** Its name or its value is longer than 64 KiB, and cut. */
  readonly isCut: boolean;
}

/** What becomes of the parts of a form, in the order in which they come. Throwing refuses the form. */
export interface FormHandling {
  /** Most bytes of the whole form, so that a field without an end is cut, too. */
  readonly limitBytes: number;
  readonly onFile: (part: FilePart) => void;
  readonly onField: (part: FieldPart) => void;
}

const cut = (cause?: unknown): ApplicationError =>
  new ApplicationError(400, 'upload-cut', 'The upload ended before its last byte; send it again.', { cause });

const tooLarge = (limitBytes: number): PayloadTooLargeError => new PayloadTooLargeError('The upload', limitBytes);

const unreadable = (error: unknown): InvalidRequestError =>
  new InvalidRequestError(`The form cannot be read: ${reasonOf(error)}.`);

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
 * Reads a multipart form part by part, while it arrives.
 * @throws InvalidRequestError for what is no form or has too many parts, PayloadTooLargeError as soon as it is known, 408 when no bytes come, and
 * what the handlers throw
 */
export async function readMultipartForm(
  request: Request,
  { limitBytes, onFile, onField }: FormHandling,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const form = openForm(request);
  const failure = new AbortController();
  let idle: NodeJS.Timeout | undefined;
  let receivedBytes = 0;
  try {
    await new Promise<void>((done, fail) => {
      const refuse = (error: Error): void => {
        request.unpipe(form);
        failure.abort(error);
        fail(error);
      };
      idle = setTimeout(() => {
        refuse(
          new ApplicationError(408, 'upload-stalled', `No bytes came for ${IDLE_MS / 1000} seconds; send it again.`),
        );
      }, IDLE_MS);
      request.on('data', (chunk: Buffer) => {
        idle?.refresh();
        receivedBytes += chunk.length;
        if (receivedBytes > limitBytes) refuse(tooLarge(limitBytes));
      });
      form.on('file', (name: string | undefined, content, { filename }) => {
        // A cut body is told by the form itself; without a listener the part would raise it a second time.
        content.on('error', (error) => refuse(formError(error)));
        try {
          onFile({ name, content, fileName: filename ?? '', signal: failure.signal, refuse });
        } catch (error) {
          content.resume();
          refuse(error as Error);
        }
      });
      form.on('field', (name: string | undefined, value, { nameTruncated, valueTruncated }) => {
        try {
          onField({ name, value, isCut: nameTruncated || valueTruncated });
        } catch (error) {
          refuse(error as Error);
        }
      });
      for (const limit of ['partsLimit', 'fieldsLimit'] as const) {
        form.on(limit, () => refuse(new InvalidRequestError(`A form may have at most ${MAX_FIELDS} fields.`)));
      }
      form.on('error', (error) => refuse(formError(error as Error)));
      form.on('close', done);
      request.on('aborted', () => refuse(cut()));
      request.on('error', (error) => refuse(cut(error)));
      request.pipe(form);
    });
  } finally {
    clearTimeout(idle);
  }
}
