import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { InvalidRequestError } from '../errors/errors.js';
import { MAX_FIELD_BYTES, readMultipartForm } from './multipart-form.js';

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

/**
 * Reads a multipart form whose one file, in one of `fileParts`, goes to `store` while it arrives; it is never held in memory.
 * @throws InvalidRequestError for forms without the file, with a second one, or with fields that come twice or are beyond the limits
 * @throws PayloadTooLargeError as soon as it is known
 */
export async function receiveMultipart<Stored>(
  request: Request,
  { limitBytes, fileParts = ['file'], onFilePart, store, discard }: MultipartHandling<Stored>,
): Promise<MultipartForm<Stored>> {
  const fields = new Map<string, string>();
  let storing: Promise<Stored> | undefined;
  let fileName = '';
  let filePart = '';
  const oneFile = `send exactly one file, in the part "${fileParts.join('" or "')}"`;
  try {
    await readMultipartForm(request, {
      limitBytes,
      onFile: ({ name, content, fileName: given, signal, refuse }) => {
        if (name === undefined || !fileParts.includes(name) || storing !== undefined) {
          throw InvalidRequestError.forField(name ?? fileParts[0], oneFile);
        }
        filePart = name;
        fileName = given;
        onFilePart?.(name);
        storing = store(content, signal);
        storing.catch(refuse);
      },
      onField: ({ name, value, isCut }) => {
        if (name === undefined) throw new InvalidRequestError('A part of the form has no name.');
        if (fileParts.includes(name)) {
          throw InvalidRequestError.forField(name, 'must be a file: the part needs a filename');
        }
        if (isCut) throw InvalidRequestError.forField(name, `must be at most ${MAX_FIELD_BYTES} bytes`);
        if (fields.has(name)) throw InvalidRequestError.forField(name, 'was sent twice');
        fields.set(name, value);
      },
    });
    if (storing === undefined) throw InvalidRequestError.forField(fileParts[0], oneFile);
    return { file: await storing, part: filePart, fileName, fields: Object.fromEntries(fields) };
  } catch (error) {
    const stored = await storing?.catch(() => undefined);
    if (stored !== undefined) await discard(stored);
    throw error;
  }
}
