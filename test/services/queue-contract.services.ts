import { Logger } from '@nestjs/common';
import Bull from 'bull';
import { randomUUID } from 'node:crypto';
import { JOBS_QUEUE, type RunJobPayload } from '../../src/jobs/job-names.js';
import { BullQueue } from '../../src/jobs/queue/bull-queue.js';
import { EmbeddedQueue } from '../../src/jobs/queue/embedded-queue.js';
import { bullOptions } from '../../src/jobs/queue/queue-choice.js';
import { JobRecovery } from '../../src/jobs/store/job-recovery.js';
import { JobProcess, openServerDatabase, quickTimings } from '../support/jobs/job-world.js';
import { type QueueWorld, describeQueueContract } from '../support/jobs/queue-contract.js';
import { redisDatabase } from '../support/redis-database.js';

Logger.overrideLogger(false);

describeQueueContract('EmbeddedQueue on a PostgreSQL server', async () => {
  const { dataSource, close } = await openServerDatabase();
  return {
    dataSource,
    close,
    newProcess: (kinds) => {
      const timings = quickTimings();
      return new JobProcess(dataSource, kinds, new EmbeddedQueue(timings), timings);
    },
  };
});

describeQueueContract('BullQueue', async (): Promise<QueueWorld> => {
  const { dataSource, close } = await openServerDatabase();
  const queues: BullQueue[] = [];
  const prefix = `test-${randomUUID()}`;
  return {
    dataSource,
    newProcess: (kinds) => {
      const timings = Object.assign(quickTimings(), { deliveryMs: 0 });
      const { url, ...options } = bullOptions(redisDatabase(5));
      const bull = new Bull<RunJobPayload>(JOBS_QUEUE, url, { ...options, prefix });
      const queue = new BullQueue(bull, new JobRecovery(dataSource, timings));
      queues.push(queue);
      return new JobProcess(dataSource, kinds, queue, timings);
    },
    close: async () => {
      for (const queue of queues) await queue.beforeApplicationShutdown();
      await close();
    },
  };
});
