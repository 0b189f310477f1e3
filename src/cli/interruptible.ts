import { ApplicationError } from '../common/errors/application-error.js';

/** As shells have it: 128 and the number of SIGINT. */
export const INTERRUPTED_EXIT_CODE = 130;

/** The user has stopped a command. */
export class InterruptedError extends ApplicationError {
  constructor(advice: string) {
    super(499, 'interrupted', `Stopped. ${advice}`);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that can be stopped by Ctrl+C or SIGTERM: the first ends it in order, the second at once.
 * @param advice printed when it was stopped
 */
export async function interruptible(work: (signal: AbortSignal) => Promise<void>, advice: string): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED_EXIT_CODE);
    controller.abort(new InterruptedError(advice));
  };
  for (const name of SIGNALS) process.on(name, stop);
  try {
    await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}
