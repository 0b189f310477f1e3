import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory for the files of one test file. */
export class TemporaryFiles {
  readonly directory = mkdtempSync(join(tmpdir(), 'earshot-spec-'));
  private count = 0;

  /** Path of a new file with these bytes. */
  write(bytes: Uint8Array | string, name = `${this.count++}.bin`): string {
    const path = join(this.directory, name);
    writeFileSync(path, bytes);
    return path;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
