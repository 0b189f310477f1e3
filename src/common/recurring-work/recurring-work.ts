import type { Logger } from '@nestjs/common';

/** Work that is done at once and again after each interval, never twice at the same time. A failure is logged and ends nothing. */
export class RecurringWork {
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private stopped = false;

  constructor(
    private readonly logger: Logger,
    private readonly intervalMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** Whether the work should end early. */
  get isStopping(): boolean {
    return this.stopped;
  }

  start(): void {
    this.begin();
    this.timer = setInterval(() => this.begin(), this.intervalMs);
    this.timer.unref();
  }

  /** Resolves when the work that goes on has ended: to be awaited before the database is closed. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private begin(): void {
    if (this.running) return;
    this.running = this.work()
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => (this.running = undefined));
  }
}
