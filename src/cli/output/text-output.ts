import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';

/** Where a command writes its result: a file that appears when it is complete, or standard output. */
export interface TextOutput {
  write(text: string): void;
}

/** As WhisperSeg's programs call standard output. */
const STANDARD_OUTPUT = 'buffer';

/** Runs `work` with the output; a file that was there stays as it was when the work fails. */
export async function withTextOutput(path: string, work: (output: TextOutput) => Promise<void>): Promise<void> {
  if (path === STANDARD_OUTPUT) return work(outputTo(process.stdout));
  const temporary = `${path}.${process.pid}.part`;
  const file = createWriteStream(temporary);
  const written = finished(file);
  try {
    await Promise.race([work(outputTo(file)), written]);
    file.end();
    await written;
    await rename(temporary, path);
  } catch (error) {
    file.destroy();
    await written.catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

const outputTo = (stream: Writable): TextOutput => ({ write: (text) => void stream.write(text) });
