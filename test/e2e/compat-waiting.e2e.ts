import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { VocalModelsClient } from '../support/vocal-models-client.js';

/** One runs where there is one thread, and 16 wait. */
const MOST_AT_ONCE = 17;

interface Sent {
  readonly answer: Promise<Response | undefined>;
  readonly leave: () => void;
}

describe('segmentations that requests wait for', () => {
  jest.setTimeout(180_000);
  let server: TestServer;
  let longId: string;
  const long = makeWav({ seconds: 1800, sampleRateHz: 4000, sample: (frame) => ((frame * 7919) % 101) / 200 - 0.25 });

  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true', COMPUTE_THREADS: '1' } });
    longId = await new VocalModelsClient(server.url).audioId(long);
  });
  afterAll(() => server.stop());

  /** Sends a request that takes a while, and tells its answer only if it comes before it is left. */
  function send(path: string, init: RequestInit): Sent {
    const leaving = new AbortController();
    const answer = fetch(`${server.url}${path}`, { method: 'POST', signal: leaving.signal, ...init });
    return { answer: answer.catch(() => undefined), leave: () => leaving.abort() };
  }

  const getLabels = (): Sent =>
    send('/get-labels', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ audio_id: longId }),
    });

  const quick = (sent: Sent): Promise<Response | undefined> =>
    Promise.race([sent.answer, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 3_000))]);

  it('are turned away where too many wait, each client in its own words, until those that waited have left', async () => {
    const waiting = Array.from({ length: MOST_AT_ONCE }, getLabels);
    const early = await Promise.all(waiting.map(quick));
    expect(early.filter((response) => response !== undefined)).toEqual([]);

    const labels = (await quick(getLabels()))!;
    expect([labels.status, labels.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await labels.json()).toEqual({ error: expect.stringContaining('wait') as string });
    expect(labels.headers.get('access-control-allow-origin')).toBe('*');

    const form = new FormData();
    form.append('audio_file', new Blob([new Uint8Array(makeWav())]), 'audio_file');
    const segment = (await quick(send('/segment', { body: form })))!;
    expect([segment.status, segment.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await segment.json()).toEqual({ onset: [], offset: [], cluster: [] });
    expect(segment.headers.get('x-earshot-error')).toContain('wait');

    const json = JSON.stringify({ audio_file_base64_string: makeWav().toString('base64') });
    const older = (await quick(send('/segment', { headers: { 'Content-Type': 'application/json' }, body: json })))!;
    expect([older.status, older.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await older.json()).toEqual({ error: expect.stringContaining('wait') as string });

    for (const { leave } of waiting) leave();
    await Promise.all(waiting.map(({ answer }) => answer));
    const client = new VocalModelsClient(server.url);
    const id = await client.audioId(makeWav());
    expect((await client.labels(id)).status).toBe(201);
  });
});
