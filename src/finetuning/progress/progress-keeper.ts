import { Logger } from '@nestjs/common';
import type { Repository } from 'typeorm';
import type { JobContext } from '../../jobs/job-context.js';
import type { LearningPhase, LearningReport } from '../../segmentation/learning/dto/learning-report.js';
import type { FinetuneEntity } from '../entities/finetune.entity.js';
import { ProgressRecord } from './training-progress.js';

const WRITE_EVERY_MS = 1_000;

/** Passes reports of a training on: to the job, whose listeners get every point of the curve, and every second to the row. */
export class ProgressKeeper {
  private readonly logger = new Logger(ProgressKeeper.name);
  private readonly record: ProgressRecord;
  private readonly timer: NodeJS.Timeout;
  private isWritten = true;
  private phase?: LearningPhase;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly finetunes: Repository<FinetuneEntity>,
    private readonly finetune: Pick<FinetuneEntity, 'id' | 'progress'>,
    private readonly job: Pick<JobContext, 'report'>,
  ) {
    this.record = new ProgressRecord(finetune.progress);
    this.timer = setInterval(() => this.write(), WRITE_EVERY_MS);
  }

  add(report: LearningReport): void {
    const { fraction, phase, steps } = report;
    const point = this.record.add(report, Date.now());
    this.isWritten = false;
    const isNewPhase = phase !== this.phase;
    this.phase = phase;
    this.job.report(fraction, point || isNewPhase ? { ...point, phase, steps } : undefined);
  }

  /** Writes the last report, too. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    this.write();
    await this.writing;
  }

  private write(): void {
    const { progress } = this.record;
    if (this.isWritten || progress === undefined) return;
    this.isWritten = true;
    this.writing = this.writing
      .then(() => this.finetunes.update({ id: this.finetune.id }, { progress }))
      .then(() => undefined)
      .catch((error: unknown) => this.logger.error(error));
  }
}
