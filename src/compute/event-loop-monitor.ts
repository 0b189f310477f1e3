import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const NANOSECONDS_PER_MS = 1e6;

/** How late the event loop of the main thread came to its timers. */
export interface EventLoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Measures whether requests have to wait because something blocks the main thread. */
@Injectable()
export class EventLoopMonitor implements OnApplicationShutdown {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.histogram.enable();
  }

  /** Delays since the start or the last `reset`. Node records the time between two ticks, so the tick itself is taken off. */
  delay(): EventLoopDelay {
    const late = (nanoseconds: number): number =>
      Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS) : 0;
    return {
      p50Ms: late(this.histogram.percentile(50)),
      p99Ms: late(this.histogram.percentile(99)),
      maxMs: late(this.histogram.max),
    };
  }

  reset(): void {
    this.histogram.reset();
  }

  onApplicationShutdown(): void {
    this.histogram.disable();
  }
}
