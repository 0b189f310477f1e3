import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AnalysesClient } from '../support/analyses-client.js';
import { FinetunesClient } from '../support/finetunes-client.js';
import { eventually } from '../support/jobs/eventually.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';
import { readSafetensors } from '../../src/training/index.js';

const STEPS = 300;
/** After so many steps the learner offers its first checkpoint. */
const FIRST_CHECKPOINT = 5;
/** A stopping server must not wait for the shutdown grace of 20 s, nor for a training. */
const LONGEST_STOP_MS = 5_000;
const USER = { email: 'biologist@example.org', password: 'user password 1' };

describe('a fine-tune whose server ends', () => {
  jest.setTimeout(300_000);
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { JOB_LEASE_SECONDS: '3' } });
    await writeRandomSegmenter(join(server.dataDirectory, 'models/hub/segmentation/tiny'), SMALL_SEGMENTER, 'tiny');
  });
  afterAll(() => server.stop());

  it.each(['SIGTERM', 'SIGINT'] as const)('goes on from the step at which %s came', async (signal) => {
    const client = new FinetunesClient(server, (await server.newUser(`${signal}@example.org`, USER.password)).token);
    const { id, jobId } = await client.startOnCalls(`stopped-${signal.toLowerCase()}`, { steps: 4_000 });
    const checkpoint = join(server.dataDirectory, 'finetunes', id, 'checkpoint.safetensors');
    const { step: reached } = await client.until(id, ({ step }) => (step ?? 0) >= 3);
    const startedAt = performance.now();
    const code = await server.shutDown(signal);
    expect(performance.now() - startedAt).toBeLessThan(LONGEST_STOP_MS);
    expect(code).toBe(0);
    const kept = await trainedSteps(checkpoint);
    expect(kept).toBeGreaterThanOrEqual(reached!);

    await server.restart();
    const again = new FinetunesClient(server, await server.login(`${signal}@example.org`, USER.password));
    const resumed = await again.until(id, ({ status, step }) => status === 'running' && (step ?? 0) > kept + 50);
    // A stop is not a failed attempt.
    expect(resumed.attempts).toBe(1);
    await again.call(`/v1/models/finetunes/${id}/cancel`, { method: 'POST' });
    expect(await again.ends(id)).toMatchObject({ status: 'cancelled' });
    const events = await new AnalysesClient(server, again.token).events(jobId);
    const steps = events
      .filter(({ type, data }) => type === 'partial' && data.step !== undefined)
      .map(({ data }) => data.step as number);
    expect(Math.min(...steps)).toBeGreaterThan(kept);
    // Cancelling hands over, too: it can be tried again.
    expect(await trainedSteps(checkpoint)).toBeGreaterThan(kept + 49);
  });

  it('goes on from its checkpoint after a crash, and ends', async () => {
    const client = new FinetunesClient(server, (await server.newUser(USER.email, USER.password)).token);
    const { id, jobId } = await client.startOnCalls('survivor', { steps: STEPS });
    const checkpoint = join(server.dataDirectory, 'finetunes', id, 'checkpoint.safetensors');
    await eventually(() => Promise.resolve(existsSync(checkpoint) || undefined), 120_000);
    await server.kill();

    await server.restart();
    const again = new FinetunesClient(server, await server.login(USER.email, USER.password));
    // With a queue of its own on another server, it takes a while until the lost run is noticed.
    const before = await eventually(async () => {
      const found = await again.get(id);
      return found.attempts > 1 ? found : undefined;
    }, 60_000);
    expect(before.lossCurve.length).toBeGreaterThan(0);
    const events = await new AnalysesClient(server, again.token).events(jobId);
    const steps = events
      .filter(({ type, data }) => type === 'partial' && data.step !== undefined)
      .map(({ data }) => data.step as number);
    expect(Math.min(...steps)).toBeGreaterThan(FIRST_CHECKPOINT - 1);
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'succeeded' } });

    const { status, step, lossCurve } = await again.get(id);
    expect({ status, step }).toEqual({ status: 'succeeded', step: STEPS });
    const curve = lossCurve.map((point) => point.step);
    expect(curve).toEqual([...new Set(curve)].sort((a, b) => a - b));
    expect(curve[0]).toBeLessThan(FIRST_CHECKPOINT);
    expect((await again.call<{ status: string }>('/v1/models/survivor')).body.status).toBe('ready');
  });
});

/** Steps that a checkpoint holds, which has those of the first part of a training at its beginning: see `LearningCheckpoints`. */
async function trainedSteps(path: string): Promise<number> {
  const bytes = await readFile(path);
  const checkpoint = readSafetensors(bytes.subarray(4 + bytes.readUInt32LE(0)));
  return Number(checkpoint.metadata.get('step'));
}
