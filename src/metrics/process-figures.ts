import { Injectable } from '@nestjs/common';
import { ComputePool } from '../compute/compute-pool.js';
import { EventLoopMonitor } from '../compute/event-loop-monitor.js';
import { MetricsService } from './metrics.service.js';

/** Whether this process keeps up: its event loop and its compute threads. */
@Injectable()
export class ProcessFigures {
  constructor(metrics: MetricsService, monitor: EventLoopMonitor, pool: ComputePool) {
    metrics.gauge(
      'earshot_event_loop_delay_seconds',
      'How late the event loop came to its timers since the last collection',
      ['quantile'],
      (gauge) => {
        const { p50Ms, p99Ms, maxMs } = monitor.delay();
        gauge.set({ quantile: '0.5' }, p50Ms / 1000);
        gauge.set({ quantile: '0.99' }, p99Ms / 1000);
        gauge.set({ quantile: '1' }, maxMs / 1000);
        monitor.reset();
      },
    );
    metrics.gauge('earshot_compute_tasks', 'Tasks on compute threads', ['lane', 'state'], (gauge) => {
      for (const [lane, { running, waiting }] of Object.entries(pool.load)) {
        gauge.set({ lane, state: 'running' }, running);
        gauge.set({ lane, state: 'waiting' }, waiting);
      }
    });
  }
}
