import { setTimeout as delay } from 'node:timers/promises';
import type { ComputeTask, TaskContext } from '../../../src/compute/compute-task.js';
import { moving } from '../../../src/compute/moving.js';
import { spawnOwned } from '../../../src/compute/owned-processes.js';
import { inNativeCode } from '../../../src/training/index.js';
import { UnprocessableError } from '../../../src/common/errors/errors.js';

class TooQuietError extends UnprocessableError {
  constructor() {
    super('too-quiet', 'Nothing can be heard.', { errors: [{ field: 'file', message: 'is silent' }] });
  }
}

/** As native code does, but it can be ended: whoever ends it too early is found out by `calls`. */
function block(milliseconds: number): void {
  Atomics.add(calls, 0, 1);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  Atomics.add(calls, 1, 1);
}
let calls: Int32Array = new Int32Array(2);

export interface Exercise {
  /** Counts calls of `callNative` that began and that returned, and hand-overs of `handOver` likewise; the third counts those that `handOver` waits for. */
  readonly calls?: SharedArrayBuffer;
  readonly what: keyof typeof exercises;
  readonly milliseconds?: number;
  readonly samples?: Float32Array;
}

const exercises = {
  double: ({ samples = new Float32Array() }: Exercise) => moving({ doubled: samples.map((sample) => 2 * sample) }),
  sleep: async ({ milliseconds = 0 }: Exercise) => {
    await delay(milliseconds);
    return { slept: milliseconds };
  },
  spin: () => {
    for (;;);
  },
  callNative: async ({ milliseconds = 0 }: Exercise) => {
    for (;;) await inNativeCode(() => Promise.resolve(block(milliseconds)));
  },
  handOver: async ({ milliseconds = 0 }: Exercise, { signal }: TaskContext) => {
    const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
    Atomics.add(calls, 2, 1);
    await stopped;
    Atomics.add(calls, 0, 1);
    await delay(milliseconds);
    Atomics.add(calls, 1, 1);
    throw signal.reason as Error;
  },
  waitForProcess: () => delay(60_000),
  exit: () => process.exit(3),
  throwLater: async () => {
    setTimeout(() => {
      throw new Error('nobody catches this');
    }, 10);
    await delay(60_000);
  },
  eatMemory: () => {
    const eaten: unknown[] = [];
    for (;;) eaten.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
  },
  refuse: () => {
    throw new TooQuietError();
  },
  fail: () => {
    throw new RangeError('a defect');
  },
} satisfies Record<string, (exercise: Exercise, context: TaskContext) => unknown>;

/** Does what a test of the pool asks for. */
const exercise: ComputeTask<Exercise, unknown> = async (input, context) => {
  const { report } = context;
  if (input.what === 'sleep') {
    for (const fraction of [0.25, 0.5, 1]) report(fraction, { fraction });
  }
  if (input.what === 'spin' || input.what === 'waitForProcess') {
    const child = spawnOwned('sleep', ['600'], { stdio: 'ignore' });
    report(0, { pid: child.pid });
    await delay(50);
  }
  if (input.calls) calls = new Int32Array(input.calls);
  return exercises[input.what](input, context);
};
export default exercise;
