import { expectEachDoneOnce } from '../support/each-done-once.js';
import { Fleet } from '../support/fleet.js';
import { PrivateRedis } from '../support/private-redis.js';

const KILLS = 20;
const JOBS_PER_KILL = 6;

jest.setTimeout(600_000);

describe.each(['Bull', 'rows only'])('workers that die (%s)', (queue) => {
  let redis: PrivateRedis | undefined;
  let fleet: Fleet;

  beforeAll(async () => {
    redis = queue === 'Bull' ? await PrivateRedis.start() : undefined;
    fleet = await Fleet.start(2, redis === undefined ? {} : { REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await redis?.stop();
    await fleet.stop();
  });

  it('share 200 jobs, each done once', async () => {
    const ids = await fleet.count(200, 5);
    await expectEachDoneOnce(fleet, ids);
    const traces = fleet.traces();
    for (const { child } of fleet.workers) {
      expect(ids.filter((id) => traces.get(id)!.done.includes(child.pid!)).length).toBeGreaterThan(20);
    }
    expect(ids.every((id) => traces.get(id)!.started.length === 1)).toBe(true);
  });

  it(`lose and double nothing when workers are killed in the middle of a job ${KILLS} times`, async () => {
    let killed = 0;
    for (let round = 0; round < KILLS; round++) {
      const ids = await fleet.count(JOBS_PER_KILL, 700);
      const victim = fleet.workers[0];
      await fleet.isBusy(victim, ids);
      await fleet.endWorker(victim, 'SIGKILL');
      const replacement = fleet.addWorker();
      const cutOff = [...fleet.traces()].filter(
        ([id, { started, done }]) => ids.includes(id) && started.includes(victim.child.pid!) && done.length === 0,
      );
      killed += cutOff.length;
      await expectEachDoneOnce(fleet, ids);
      const traces = fleet.traces();
      for (const [id] of cutOff) expect(traces.get(id)!.started.length).toBe(2);
      await replacement;
    }
    expect(killed).toBeGreaterThanOrEqual(KILLS);
  });

  it('fail a job that kills every worker that touches it, after one more try', async () => {
    const [first, second] = fleet.workers;
    const [id] = await fleet.client.probe('crash');
    expect(await fleet.client.ends(id)).toMatchObject({ status: 'failed', attempts: 2, error: { code: 'stalled' } });
    const dead = [first, second].filter(({ isRunning }) => !isRunning);
    expect(dead.length).toBeGreaterThan(0);
    for (const worker of dead) {
      await fleet.endWorker(worker, 'SIGKILL');
      await fleet.addWorker();
    }
  });

  it('hand their jobs back when they are asked to stop', async () => {
    const [id] = await fleet.count(1, 3_000);
    await Promise.race(fleet.workers.map((worker) => fleet.isBusy(worker, [id])));
    const busy = fleet.workers.find(({ child }) => fleet.traces().get(id)!.started.includes(child.pid!))!;
    await fleet.endWorker(busy, 'SIGTERM');
    expect(await fleet.client.ends(id)).toMatchObject({ status: 'succeeded', attempts: 1 });
    await fleet.addWorker();
  });

  it('stop work within five seconds that the api process was asked to cancel, and tell its followers', async () => {
    const [id] = await fleet.client.probe('sleep', { ms: 60_000 });
    const events = fleet.client.events(id);
    await fleet.client.reaches(id, 'running');
    const asked = Date.now();
    await fleet.api.call(`/v1/analyses/${id}/cancel`, { method: 'POST', token: fleet.client.token });
    const { status, finishedAt } = await fleet.client.ends(id);
    expect(status).toBe('cancelled');
    expect(Date.parse(finishedAt!) - asked).toBeLessThan(5_000);
    expect((await events).at(-1)).toMatchObject({ type: 'end', data: { status: 'cancelled' } });
  });

  it('send pieces of results to followers at another process', async () => {
    const [id] = await fleet.client.probe('report', { steps: 4, ms: 300 });
    const partials = (await fleet.client.events(id)).filter(({ type }) => type === 'partial');
    expect(partials.map(({ data }) => data.step)).toEqual([1, 2, 3, 4]);
  });
});
