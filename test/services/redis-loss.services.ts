import { expectEachDoneOnce } from '../support/each-done-once.js';
import { Fleet } from '../support/fleet.js';
import { eventually } from '../support/jobs/eventually.js';
import { PrivateRedis } from '../support/private-redis.js';

jest.setTimeout(300_000);

describe('a Redis that forgets', () => {
  let redis: PrivateRedis;
  let fleet: Fleet;

  beforeAll(async () => {
    redis = await PrivateRedis.start();
    fleet = await Fleet.start(2, { REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await redis.stop();
    await fleet.stop();
  });

  it('loses nothing when it is flushed again and again', async () => {
    const ids = await fleet.count(60, 100);
    for (const done of [10, 30, 50]) {
      await eventually(() => {
        const traces = fleet.traces();
        return Promise.resolve(ids.filter((id) => traces.get(id)?.done.length === 1).length >= done || undefined);
      });
      await redis.flush();
    }
    await expectEachDoneOnce(fleet, ids);
  });

  it('fails no request while it is down, and the work is done when it is back', async () => {
    const before = await fleet.count(10, 200);
    await redis.stop();
    const during = await fleet.count(20, 10);
    expect(during).toHaveLength(20);
    await redis.restart();
    await expectEachDoneOnce(fleet, [...before, ...during]);
  });

  it('does not keep a server from starting or stopping while it is down', async () => {
    await redis.stop();
    const worker = await fleet.addWorker();
    const [id] = await fleet.count(1, 10);
    await fleet.endWorker(worker, 'SIGTERM');
    expect(worker.isRunning).toBe(false);
    await redis.restart();
    await expectEachDoneOnce(fleet, [id]);
  });
});
