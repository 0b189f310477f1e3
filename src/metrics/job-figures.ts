import { Injectable } from '@nestjs/common';
import { JobMetrics } from '../jobs/job-metrics.js';
import { MetricsService } from './metrics.service.js';

const SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600];

/** How much work waits and how long work takes. */
@Injectable()
export class JobFigures {
  constructor(metrics: MetricsService, jobs: JobMetrics) {
    metrics.gauge('earshot_jobs', 'Unfinished jobs of all processes', ['status'], async (gauge) => {
      for (const [status, count] of Object.entries(await jobs.depth())) gauge.set({ status }, count);
    });
    const durations = metrics.histogram(
      'earshot_job_attempt_duration_seconds',
      'Time that one attempt of a job took in this process, by kind and what became of it',
      ['kind', 'status'],
      SECONDS,
    );
    jobs.finishedRuns.subscribe(({ kind, status, seconds }) => durations.observe({ kind, status }, seconds));
  }
}
