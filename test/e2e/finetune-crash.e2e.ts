import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysesClient } from '../support/analyses-client.js';
import { FinetunesClient } from '../support/finetunes-client.js';
import { eventually } from '../support/jobs/eventually.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';

const STEPS = 800;
/** After so many steps the learner offers its first checkpoint. */
const FIRST_CHECKPOINT = 25;
const USER = { email: 'biologist@example.org', password: 'user password 1' };

describe('a fine-tune whose server is killed', () => {
  jest.setTimeout(300_000);
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { JOB_LEASE_SECONDS: '3' } });
    await writeRandomSegmenter(join(server.dataDirectory, 'models/hub/segmentation/tiny'), SMALL_SEGMENTER, 'tiny');
  });
  afterAll(() => server.stop());

  it('goes on from its checkpoint and ends', async () => {
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
    const steps = events.filter(({ type }) => type === 'partial').map(({ data }) => data.step as number);
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
