import type { Readable } from 'node:stream';
import type { RetryPolicy } from './transient-error.js';
import { TooSlowError } from './transient-error.js';

/** Ends a transfer that drips: bytes keep coming, so that no idle time passes, but it would never come to its end. */
export class TransferFloor {
  private bytes = 0;
  private readonly timer: NodeJS.Timeout;

  /** @param body destroyed with a TooSlowError when less came than the policy wants @param url named in the error */
  constructor(body: Readable, { slowMs, leastBytes }: Pick<RetryPolicy, 'slowMs' | 'leastBytes'>, url: string) {
    this.timer = setInterval(() => {
      const { bytes } = this;
      this.bytes = 0;
      if (bytes < leastBytes) body.destroy(new TooSlowError(url, bytes, slowMs));
    }, slowMs);
  }

  note(bytes: number): void {
    this.bytes += bytes;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
