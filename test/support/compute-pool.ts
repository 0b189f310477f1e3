import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { ComputePool } from '../../src/compute/compute-pool.js';
import { ComputeSettings } from '../../src/compute/compute-settings.js';

/** Real compute threads for unit tests: they run the TypeScript sources. Close it with `onApplicationShutdown`. */
export function createComputePool(settings: Partial<ComputeSettings> = {}): ComputePool {
  const hooks = pathToFileURL(resolve('test/support/typescript-hooks.mjs')).href;
  return new ComputePool(
    Object.assign(ComputeSettings.of({ COMPUTE_THREADS: 2 }), { execArgv: ['--import', hooks] }, settings),
  );
}
