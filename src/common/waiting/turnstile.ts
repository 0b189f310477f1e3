import { BusyError } from '../errors/errors.js';

const RETRY_AFTER_SECONDS = 10;

const tooManyWait = (): BusyError =>
  new BusyError(
    'server-busy',
    'Too many others wait for the same already; try again in a moment.',
    RETRY_AFTER_SECONDS,
  );

/** Lets so many pass at a time; the others wait in the order in which they came, and too many of them are turned away. */
export class Turnstile {
  private readonly waiting = new Set<() => void>();

  /** @param mostWaiting further ones get 503 and are told when to come again */
  constructor(
    private free: number,
    private readonly mostWaiting: number,
  ) {}

  /** For what costs something before its turn, as an upload. @throws BusyError when `pass` would */
  assertRoom(): void {
    if (this.free === 0 && this.waiting.size >= this.mostWaiting) throw tooManyWait();
  }

  /**
   * @param signal ends the waiting, not the work
   * @throws BusyError when too many wait, the signal's reason, and what the work throws
   */
  async pass<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.assertRoom();
    if (this.free > 0) this.free--;
    else await this.turn(signal);
    try {
      return await work();
    } finally {
      const [next] = this.waiting;
      if (next === undefined) this.free++;
      else next();
    }
  }

  private turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiting.delete(enter);
        reject(signal?.reason as Error);
      };
      const enter = (): void => {
        this.waiting.delete(enter);
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.waiting.add(enter);
    });
  }
}
