import { totalmem } from 'node:os';

const BYTES = 1024 * 1024;

/** Memory of the machine, or of the container where that is less. */
export function availableMegabytes(): number {
  // 0 or more than there is means that nothing limits the process.
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.floor(bytes / BYTES);
}
