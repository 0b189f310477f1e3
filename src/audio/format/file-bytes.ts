import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { NotFoundError } from '../../common/errors/errors.js';

/** Random access to a file, or to what lies after its first `offset` bytes. Reads block: for compute threads only. */
export class FileBytes {
  private constructor(
    readonly path: string,
    private readonly descriptor: number,
    private readonly fileSize: number,
    /** Where position 0 lies in the file. */
    readonly offset: number,
  ) {}

  /** @throws NotFoundError when the file is gone: recordings may be deleted while a request for them waits */
  static open(path: string): FileBytes {
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotFoundError('The audio of the recording');
      throw error;
    }
    return new FileBytes(path, descriptor, fstatSync(descriptor).size, 0);
  }

  /** The same file seen from `offset` on; closing either closes both. */
  from(offset: number): FileBytes {
    return new FileBytes(this.path, this.descriptor, this.fileSize, this.offset + offset);
  }

  get size(): number {
    return this.fileSize - this.offset;
  }

  /** Up to `length` bytes at `position`; fewer at the end of the file. */
  read(position: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const bytes = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const count = readSync(this.descriptor, bytes, filled, wanted - filled, this.offset + position + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
