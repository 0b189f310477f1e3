/* eslint-disable no-console -- nothing is written here, writing is prevented */
let running = 0;
const { error } = console;

/**
 * Runs a decoder package without what it writes to the console: it reports every damaged frame there, and whoever sends damaged files
 * must not fill the server's log.
 */
export async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  running++;
  console.error = () => undefined;
  try {
    return await work();
  } finally {
    if (--running === 0) console.error = error;
  }
}
