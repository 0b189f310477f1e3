import { setTimeout as delay } from 'node:timers/promises';
import { EventLoopMonitor } from './event-loop-monitor.js';

const block = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

describe('EventLoopMonitor', () => {
  it('sees how long the event loop stood still, until it is reset', async () => {
    const monitor = new EventLoopMonitor();
    await delay(50);
    block(200);
    await delay(50);
    expect(monitor.delay().maxMs).toBeGreaterThan(100);
    monitor.reset();
    expect(monitor.delay()).toEqual({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
    monitor.onApplicationShutdown();
  });
});
