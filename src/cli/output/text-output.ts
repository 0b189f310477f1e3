import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { dirname } from 'node:path';
import { NotFoundError } from '../../common/errors/errors.js';

/** Where a command writes its result: a file that appears when it is complete, or standard output. */
export interface TextOutput {
  write(text: string): void;
}

/** As WhisperSeg's programs call standard output. */
const STANDARD_OUTPUT = 'buffer';

/**
 * Runs `work` with the output; a file that was there stays as it was when the work fails.
 * @throws NotFoundError when there is no such folder
 */
export async function withTextOutput(path: string, work: (output: TextOutput) => Promise<void>): Promise<void> {
  if (path === STANDARD_OUTPUT) return work(outputTo(process.stdout));
  const temporary = `${path}.${process.pid}.part`;
  const file = createWriteStream(temporary);
  const written = finished(file);
  try {
    // Before the work, which may take an hour.
    await once(file, 'open');
    await Promise.race([work(outputTo(file)), written]);
    file.end();
    await written;
    await rename(temporary, path);
  } catch (error) {
    file.destroy();
    await written.catch(() => undefined);
    await rm(temporary, { force: true });
    throw isOfFolder(error, temporary) ? new NotFoundError(`The folder ${dirname(path)} to write to`) : error;
  }
}

const isOfFolder = (error: unknown, temporary: string): boolean =>
  (error as NodeJS.ErrnoException).code === 'ENOENT' && (error as NodeJS.ErrnoException).path === temporary;

const outputTo = (stream: Writable): TextOutput => ({ write: (text) => void stream.write(text) });
