import { Injectable } from '@nestjs/common';
import { JobQueue } from '../jobs/queue/job-queue.js';
import type { ReadinessCheck } from './readiness-check.js';

@Injectable()
export class QueueCheck implements ReadinessCheck {
  readonly name = 'queue';

  constructor(private readonly queue: JobQueue) {}

  async check(): Promise<Record<string, number>> {
    if (!(await this.queue.isReady())) throw new Error('jobs cannot be handed out');
    return {};
  }
}
