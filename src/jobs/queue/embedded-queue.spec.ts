import { Logger } from '@nestjs/common';
import { JobProcess, openEmbeddedDatabase, quickTimings } from '../../../test/support/jobs/job-world.js';
import { describeQueueContract } from '../../../test/support/jobs/queue-contract.js';
import { EmbeddedQueue } from './embedded-queue.js';

Logger.overrideLogger(false);

describeQueueContract('EmbeddedQueue on the embedded database', async () => {
  const { dataSource, close } = await openEmbeddedDatabase();
  return {
    dataSource,
    close,
    newProcess: (kinds) => {
      const timings = quickTimings();
      return new JobProcess(dataSource, kinds, new EmbeddedQueue(timings), timings);
    },
  };
});
