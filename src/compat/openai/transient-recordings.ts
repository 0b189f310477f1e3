import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { RecurringWork } from '../../common/recurring-work/recurring-work.js';
import { Environment } from '../../config/environment.js';
import { TranscriptionsService } from '../transcripts/transcriptions.service.js';
import { TransientRecordingEntity } from './transient-recording.entity.js';

const SIGN_OF_LIFE_MS = 60_000;
const ABANDONED_MS = 15 * 60_000;
const SWEEP_MS = 10 * 60_000;

/** Recordings that go when the request which made them is answered, also when the process that was to answer it died. */
@Injectable()
export class TransientRecordings implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(TransientRecordings.name);
  private readonly work = new RecurringWork(this.logger, SWEEP_MS, () => this.sweep());

  constructor(
    @InjectRepository(TransientRecordingEntity) private readonly transient: Repository<TransientRecordingEntity>,
    private readonly environment: Environment,
    private readonly transcriptions: TranscriptionsService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLE !== 'worker') this.work.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  /** Does work for which a recording was made, and removes the recording whatever comes of it. */
  async during<T>(recordingId: string, work: () => Promise<T>): Promise<T> {
    const used = setInterval(() => this.renew(recordingId), SIGN_OF_LIFE_MS);
    try {
      await this.transient.insert({ recordingId });
      return await work();
    } finally {
      clearInterval(used);
      await this.transcriptions.discard(recordingId);
    }
  }

  /** Removes what nobody has waited for during the last 15 minutes. */
  async sweep(now = new Date()): Promise<void> {
    const abandoned = await this.transient.findBy({ usedAt: LessThan(new Date(now.getTime() - ABANDONED_MS)) });
    for (const { recordingId } of abandoned) await this.transcriptions.discard(recordingId);
    if (abandoned.length > 0) {
      this.logger.warn(
        `Removed ${abandoned.length} recordings that were made for requests which nobody answers any more`,
      );
    }
  }

  private renew(recordingId: string): void {
    this.transient.update({ recordingId }, { usedAt: new Date() }).catch((error: unknown) => this.logger.error(error));
  }
}
