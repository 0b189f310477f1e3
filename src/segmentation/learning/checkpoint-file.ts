import { open, readFile, rename } from 'node:fs/promises';
import type { CheckpointOccasion, CheckpointStore } from '../../training/index.js';

const WRITE_EVERY_MS = 10_000;

/** Keeps the checkpoints of a run in one file: at most one every ten seconds, which is what a crash costs, and that of a run which ends or is stopped. */
export class CheckpointFile implements CheckpointStore {
  private writtenAt = performance.now();

  constructor(
    private readonly path: string,
    private readonly writeEveryMs = WRITE_EVERY_MS,
  ) {}

  async read(): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async write(checkpoint: Uint8Array, occasion: CheckpointOccasion): Promise<void> {
    if (occasion === 'regular' && performance.now() - this.writtenAt < this.writeEveryMs) return;
    const temporary = `${this.path}.part`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(checkpoint);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path);
    this.writtenAt = performance.now();
  }
}
