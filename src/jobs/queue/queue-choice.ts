import { BullModule } from '@nestjs/bull';
import type { DynamicModule, Provider } from '@nestjs/common';
import type { QueueOptions } from 'bull';
import { Environment } from '../../config/environment.js';
import { JOBS_QUEUE } from '../job-names.js';
import { BullQueue } from './bull-queue.js';
import { EmbeddedQueue } from './embedded-queue.js';
import { JobQueue } from './job-queue.js';

/** A job of a worker that died is delivered again within ten seconds; whether it may run is decided by its row. */
const LOCK_MS = 5_000;

export const bullOptions = (redisUrl: string): QueueOptions & { url: string } => ({
  url: redisUrl,
  settings: {
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS,
    // Poison is recognised by the row; Bull only delivers.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    retryProcessDelay: 500,
    guardInterval: 1_000,
  },
});

// Read before the environment is validated: modules are put together first, and Bull connects as soon as its module exists.
const usesRedis = (process.env.REDIS_URL ?? '') !== '';

/** The modules that the chosen queue needs. */
export const queueImports: DynamicModule[] = usesRedis
  ? [
      BullModule.registerQueueAsync({
        name: JOBS_QUEUE,
        inject: [Environment],
        useFactory: ({ REDIS_URL }: Environment) => bullOptions(REDIS_URL!),
      }),
    ]
  : [];

/** Redis where there is one, else the rows themselves. */
export const queueProvider: Provider = { provide: JobQueue, useClass: usesRedis ? BullQueue : EmbeddedQueue };
