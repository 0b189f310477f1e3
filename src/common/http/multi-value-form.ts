import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { readMultipartForm } from './multipart-form.js';

export interface MultiValueForm<Stored> {
  /** Undefined when the form has no such file. */
  readonly file?: { readonly stored: Stored; readonly fileName: string };
  /** All values of each field in the order in which they came, as browsers and other clients send lists. What is too long is cut at 64 KiB. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export interface MultiValueHandling<Stored> {
  readonly limitBytes: number;
  /** Name of the part with the file. Files in other parts are read and dropped; of several the last counts. */
  readonly filePart?: string;
  readonly store?: (content: Readable, signal: AbortSignal) => Promise<Stored>;
  readonly discard?: (stored: Stored) => Promise<void>;
}

/**
 * Reads a multipart form as older systems and OpenAI's server do: fields may come more than once, unknown parts are left alone, and whether the
 * file is there is the route's business. The file goes to `store` while it arrives; whoever calls removes it when it is not wanted.
 * @throws what `readMultipartForm` and `store` throw; nothing is kept then
 */
export async function receiveMultiValueForm<Stored>(
  request: Request,
  { limitBytes, filePart, store, discard }: MultiValueHandling<Stored>,
): Promise<MultiValueForm<Stored>> {
  const fields = new Map<string, string[]>();
  const storing: Promise<Stored>[] = [];
  let fileName = '';
  try {
    await readMultipartForm(request, {
      limitBytes,
      onFile: ({ name, content, fileName: given, signal, refuse }) => {
        if (store === undefined || name !== filePart) {
          content.resume();
          return;
        }
        fileName = given;
        const stored = store(content, signal);
        stored.catch(refuse);
        storing.push(stored);
      },
      onField: ({ name, value }) => {
        if (name !== undefined) fields.set(name, [...(fields.get(name) ?? []), value]);
      },
    });
    const all = await Promise.all(storing);
    const stored = all.pop();
    for (const superseded of all) await discard?.(superseded);
    return { ...(stored !== undefined && { file: { stored, fileName } }), fields };
  } catch (error) {
    const kept = await Promise.allSettled(storing);
    for (const result of kept) if (result.status === 'fulfilled') await discard?.(result.value);
    throw error;
  }
}
