import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CheckpointStore } from '../../training/index.js';

/** Checkpoints in one file, which is replaced whole. */
export function fileCheckpoints(path: string): CheckpointStore {
  return {
    read: () =>
      readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    async write(checkpoint) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.part`, checkpoint);
      await rename(`${path}.part`, path);
    },
  };
}
