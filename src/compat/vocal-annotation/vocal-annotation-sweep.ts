import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { RecurringWork } from '../../common/recurring-work/recurring-work.js';
import { Environment } from '../../config/environment.js';
import { PostsService } from './annotations/posts.service.js';
import { AudioIdsService } from './audio-ids/audio-ids.service.js';

const INTERVAL_MS = 3600_000;

/** Drops what clients of the annotation back-end do not ask for any more, at the start and every hour: idle ids and old posts. */
@Injectable()
export class VocalAnnotationSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(VocalAnnotationSweep.name);
  private readonly work = new RecurringWork(this.logger, INTERVAL_MS, () => this.sweep());

  constructor(
    private readonly environment: Environment,
    private readonly audioIds: AudioIdsService,
    private readonly posts: PostsService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.ROLE === 'worker') return;
    this.work.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  private async sweep(): Promise<void> {
    const ids = await this.audioIds.dropIdle();
    if (ids > 0) this.logger.log(`Dropped ${ids} audio ids that nobody has used for long`);
    const posts = await this.posts.dropOld();
    if (posts > 0) this.logger.log(`Dropped ${posts} posts of labels that newer ones have replaced`);
  }
}
