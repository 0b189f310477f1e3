import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { createComputePool } from '../../test/support/compute-pool.js';
import { until } from '../../test/support/until.js';
import type { Exercise } from '../../test/support/tasks/exercise.task.js';
import { ApplicationError } from '../common/errors/application-error.js';
import { UnavailableError, UnprocessableError } from '../common/errors/errors.js';
import { ComputePoolClosedError, ComputeThreadError } from './compute-errors.js';
import type { ComputePool } from './compute-pool.js';
import { ComputeSettings } from './compute-settings.js';
import type { ComputeOptions } from './compute-task.js';

const TASK = new URL('../../test/support/tasks/exercise.task.js', import.meta.url);

function isInProcessTable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Not dead; a dead process whose parent has not asked for its end is still in the table. */
function isAlive(pid: number): boolean {
  return (
    isInProcessTable(pid) &&
    !spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`])
      .stdout.toString()
      .startsWith('Z')
  );
}

describe('ComputePool', () => {
  let pool: ComputePool;
  const run = (input: Exercise, options?: ComputeOptions): Promise<unknown> => pool.run(TASK, input, options);

  beforeAll(() => {
    pool = createComputePool({ idleTimeoutMs: 300, maxHeapMb: 128 });
  });
  afterAll(() => pool.onApplicationShutdown());

  it('hands buffers over in both directions', async () => {
    const samples = Float32Array.of(1, 2, 3);
    const output = await run({ what: 'double', samples }, { transfer: [samples.buffer] });
    expect(Array.from((output as { doubled: Float32Array }).doubled)).toEqual([2, 4, 6]);
    expect(samples).toHaveLength(0);
  });

  it('passes every report on, in order, before the result', async () => {
    const reports: unknown[] = [];
    await run({ what: 'sleep' }, { onReport: (fraction, partial) => reports.push([fraction, partial]) });
    expect(reports).toEqual([0.25, 0.5, 1].map((fraction) => [fraction, { fraction }]));
  });

  it('brings typed errors back as they were', async () => {
    const error = await run({ what: 'refuse' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApplicationError);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(error).toMatchObject({
      name: 'TooQuietError',
      status: 422,
      code: 'too-quiet',
      message: 'Nothing can be heard.',
      errors: [{ field: 'file', message: 'is silent' }],
    });
  });

  it('brings defects back with name, message and the stack of the thread', async () => {
    const error = await run({ what: 'fail' }).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(ApplicationError);
    expect(error).toMatchObject({ name: 'RangeError', message: 'a defect' });
    expect((error as Error).stack).toContain('exercise.task');
  });

  it.each(['exit', 'throwLater', 'eatMemory'] as const)(
    'loses only its own run when a thread ends by %s',
    async (what) => {
      const neighbour = run({ what: 'sleep', milliseconds: 1500 });
      await expect(run({ what })).rejects.toBeInstanceOf(ComputeThreadError);
      await expect(neighbour).resolves.toEqual({ slept: 1500 });
      await expect(run({ what: 'sleep' })).resolves.toEqual({ slept: 0 });
    },
  );

  it('does the waiting work after all threads have crashed or were aborted', async () => {
    const doomed = [run({ what: 'exit' }), run({ what: 'spin' }, { signal: AbortSignal.timeout(1000) })];
    const waiting = [run({ what: 'sleep', milliseconds: 1 }), run({ what: 'sleep', milliseconds: 2 })];
    expect((await Promise.allSettled(doomed)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(Promise.all(waiting)).resolves.toEqual([{ slept: 1 }, { slept: 2 }]);
  });

  it('ends an endless loop and the processes of the thread on abort', async () => {
    const stopper = new AbortController();
    const reason = new Error('cancelled');
    let pid = 0;
    const endless = run(
      { what: 'spin' },
      { signal: stopper.signal, onReport: (_fraction, partial) => (pid = (partial as { pid: number }).pid) },
    );
    await until(() => pid !== 0, 'the task starts its process');
    expect(isAlive(pid)).toBe(true);
    await delay(100);
    stopper.abort(reason);
    await expect(endless).rejects.toBe(reason);
    await until(() => !isAlive(pid), 'the process dies');
    await until(() => pool.load.batch.running === 0, 'the thread is free again');
  });

  it('leaves no dead process in the table when the thread can still collect it', async () => {
    const stopper = new AbortController();
    let pid = 0;
    const waiting = run(
      { what: 'waitForProcess' },
      { signal: stopper.signal, onReport: (_fraction, partial) => (pid = (partial as { pid: number }).pid) },
    );
    await until(() => pid !== 0, 'the task starts its process');
    stopper.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
    await until(() => !isInProcessTable(pid), 'the process is collected');
  });

  it.each([
    ['is aborted', (_pool: ComputePool, stopper: AbortController) => void stopper.abort()],
    ['ends with the server', (ending: ComputePool) => ending.onApplicationShutdown()],
  ])('never ends a thread within native code when its task %s', async (_how, end) => {
    const own = createComputePool();
    const memory = new SharedArrayBuffer(8);
    const calls = new Int32Array(memory);
    const stopper = new AbortController();
    const input: Exercise = { what: 'callNative', milliseconds: 150, calls: memory };
    const running = own.run(TASK, input, { signal: stopper.signal }).then(
      () => 'finished',
      () => 'ended',
    );
    await until(() => Atomics.load(calls, 0) > 0, 'native code is called');
    await end(own, stopper);
    expect(await running).toBe('ended');
    const [began, returned] = calls;
    expect([began, returned]).toEqual([began, began]);
    await delay(200);
    expect(Atomics.load(calls, 0)).toBe(began);
    await own.onApplicationShutdown();
  });

  it.each([
    ['lets a task hand over what it has, on a thread that goes on', 100, 20_000, [1, 1]],
    ['ends a task that takes too long to hand over', 60_000, 200, [1, 0]],
  ])('%s', async (_what, milliseconds, handoverMs, counts) => {
    const memory = new SharedArrayBuffer(12);
    const calls = new Int32Array(memory);
    const stopper = new AbortController();
    const input: Exercise = { what: 'handOver', milliseconds, calls: memory };
    const running = run(input, { signal: stopper.signal, handoverMs });
    await until(() => Atomics.load(calls, 2) > 0, 'the task runs');
    const reason = new Error('stopping');
    stopper.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect([...calls]).toEqual([...counts, 1]);
    await expect(run({ what: 'sleep' })).resolves.toEqual({ slept: 0 });
  });

  it('starts nothing for a signal that was aborted before or while waiting', async () => {
    await expect(run({ what: 'exit' }, { signal: AbortSignal.abort(new Error('early')) })).rejects.toThrow('early');
    const busy = [run({ what: 'sleep', milliseconds: 800 }), run({ what: 'sleep', milliseconds: 800 })];
    const stopper = new AbortController();
    const waiting = run({ what: 'exit' }, { signal: stopper.signal });
    expect(pool.load.batch).toMatchObject({ running: 2, waiting: 1 });
    stopper.abort(new Error('late'));
    await expect(waiting).rejects.toThrow('late');
    expect(pool.load.batch).toMatchObject({ running: 2, waiting: 0 });
    await Promise.all(busy);
  });

  it('lets requests pass the jobs', async () => {
    const finished: string[] = [];
    const jobs = Array.from({ length: 4 }, () =>
      run({ what: 'sleep', milliseconds: 1000 }).then(() => finished.push('job')),
    );
    await run({ what: 'sleep' }, { lane: 'interactive' }).then(() => finished.push('request'));
    await Promise.all(jobs);
    expect(finished.indexOf('request')).toBeLessThan(3);
  });

  it('refuses input that cannot be sent to a thread, and goes on', async () => {
    const input = { what: 'sleep', callback: () => undefined } as unknown as Exercise;
    await expect(run(input)).rejects.toMatchObject({ name: 'DataCloneError' });
    await expect(run({ what: 'sleep' })).resolves.toEqual({ slept: 0 });
  });

  it('releases idle threads', async () => {
    await run({ what: 'sleep' });
    expect(pool.load.batch.threads).toBeGreaterThan(0);
    await until(() => pool.load.batch.threads === 0, 'idle threads end');
  });
});

describe('ComputePool at its limits', () => {
  it('refuses requests beyond the waiting room', async () => {
    const pool = createComputePool({ interactiveThreads: 1, maxWaitingRequests: 1 });
    const request = (): Promise<unknown> =>
      pool.run(TASK, { what: 'sleep', milliseconds: 100 }, { lane: 'interactive' });
    const accepted = [request(), request()];
    await expect(request()).rejects.toBeInstanceOf(UnavailableError);
    await Promise.all(accepted);
    await pool.onApplicationShutdown();
  });

  it('lets requests pass what others brought, with one thread of each lane, and ends that when they leave', async () => {
    const pool = createComputePool(ComputeSettings.of({ COMPUTE_THREADS: 1 }));
    const leaving = new AbortController();
    const unpacking = pool.run(TASK, { what: 'spin' }, { lane: 'intake', signal: leaving.signal });
    const left = unpacking.catch((error: unknown) => error);
    await expect(pool.run(TASK, { what: 'sleep' }, { lane: 'interactive' })).resolves.toEqual({ slept: 0 });
    await expect(pool.run(TASK, { what: 'sleep' }, { lane: 'batch' })).resolves.toEqual({ slept: 0 });
    expect(pool.load.intake).toMatchObject({ running: 1 });
    leaving.abort(new Error('left'));
    expect(await left).toMatchObject({ message: 'left' });
    await pool.onApplicationShutdown();
  });

  it('ends running, waiting and later work when the server stops', async () => {
    const pool = createComputePool({ batchThreads: 1 });
    let pid = 0;
    const running = pool.run(
      TASK,
      { what: 'spin' },
      { onReport: (_fraction, partial) => (pid = (partial as { pid: number }).pid) },
    );
    const waiting = pool.run(TASK, { what: 'sleep' });
    const ends = Promise.allSettled([running, waiting]);
    await until(() => pid !== 0, 'the task starts');
    await pool.onApplicationShutdown();
    for (const end of await ends) expect(end).toMatchObject({ reason: expect.any(ComputePoolClosedError) as unknown });
    await expect(pool.run(TASK, { what: 'sleep' })).rejects.toBeInstanceOf(ComputePoolClosedError);
    await until(() => !isAlive(pid), 'its process dies');
  });
});
