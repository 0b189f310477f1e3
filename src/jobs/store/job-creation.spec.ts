import { Environment } from '../../config/environment.js';
import {
  JobProcess,
  embeddedQueue,
  type JobDatabase,
  newOwner,
  openEmbeddedDatabase,
  quickTimings,
} from '../../../test/support/jobs/job-world.js';

const work = { kind: 'work', process: () => Promise.resolve({ result: {} }) };

describe('fair ranks', () => {
  let database: JobDatabase;
  let process: JobProcess;
  let first: string;
  let second: string;

  beforeAll(async () => (database = await openEmbeddedDatabase()));
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM users');
    [first, second] = [await newOwner(database.dataSource), await newOwner(database.dataSource)];
    const timings = quickTimings();
    process = new JobProcess(database.dataSource, [work], embeddedQueue(timings), timings);
  });

  const add = async (ownerId: string, jobs: number): Promise<void> => {
    for (let i = 0; i < jobs; i++) await process.create({ kind: 'work', ownerId });
  };

  /** Owners in the order in which their jobs are claimed and end. */
  async function serve(jobs: number): Promise<string> {
    let order = '';
    for (let i = 0; i < jobs; i++) {
      const job = (await process.leases.claimNext())!;
      order += job.ownerId === first ? 'a' : 'b';
      await process.leases.settle(job, { type: 'succeeded', result: '{}', model: null });
    }
    return order;
  }

  it('take turns between owners, whoever came first with however many jobs', async () => {
    await add(first, 8);
    await add(second, 3);
    expect(await serve(11)).toBe('abababaaaaa');
  });

  it('begin a newcomer at what is served now, not before and not behind the backlog', async () => {
    await add(first, 8);
    expect(await serve(4)).toBe('aaaa');
    await add(second, 2);
    expect(await serve(6)).toBe('ababaa');
  });

  it('let one who sends job after job not starve a backlog', async () => {
    await add(first, 4);
    let order = '';
    while (order.length < 8) {
      await add(second, 1);
      order += await serve(1);
    }
    expect([...order].filter((owner) => owner === 'a').length).toBeGreaterThanOrEqual(3);
  });

  it('do not let a job that runs for hours hold the others back', async () => {
    await add(first, 1);
    const long = (await process.leases.claimNext())!;
    await add(first, 6);
    expect(await serve(3)).toBe('aaa');
    await add(second, 2);
    expect(await serve(5)).toBe('ababa');
    expect((await process.get(long.id)).status).toBe('running');
  });

  it('start again when nothing is left', async () => {
    await add(first, 5);
    await serve(5);
    await add(second, 1);
    expect((await process.leases.claimNext())!.rank).toBe(1);
  });
});

describe('admission', () => {
  it('counts what waits, not what runs, and leaves nothing behind when it refuses', async () => {
    const database = await openEmbeddedDatabase();
    const ownerId = await newOwner(database.dataSource);
    const limits = Object.assign(new Environment(), { MAX_QUEUED_JOBS: 10, MAX_QUEUED_JOBS_PER_USER: 2 });
    const timings = quickTimings();
    const process = new JobProcess(database.dataSource, [work], embeddedQueue(timings), timings, limits);
    await process.create({ kind: 'work', ownerId });
    await process.leases.claimNext();
    await process.create({ kind: 'work', ownerId });
    await process.create({ kind: 'work', ownerId });
    await expect(process.create({ kind: 'work', ownerId })).rejects.toMatchObject({
      status: 429,
      headers: { 'Retry-After': '30' },
    });
    expect(await process.metrics.depth()).toEqual({ queued: 2, running: 1, waiting: 0 });
    await database.close();
  });
});
