import { AnalysesClient, type AnalysisBody } from '../support/analyses-client.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';

const RATE_HZ = 44_100;
/** Semitones above C of the roots: one chord a second, I IV V I. */
const ROOTS = [0, 5, 7, 0];

/** A C major cadence on the left at 120 beats per minute; silence on the right. */
const song = makeWav({
  seconds: 16,
  sampleRateHz: RATE_HZ,
  channels: 2,
  sample: (frame, channel) => {
    if (channel === 1) return 0;
    const root = ROOTS[Math.floor(frame / RATE_HZ) % ROOTS.length];
    const sinceBeat = frame % (RATE_HZ / 2);
    const chord = [0, 4, 7].map((note) => {
      const frequency = 261.63 * 2 ** ((root + note) / 12);
      return Math.sin((2 * Math.PI * frequency * sinceBeat) / RATE_HZ);
    });
    return 0.25 * Math.exp((-6 * sinceBeat) / RATE_HZ) * chord.reduce((sum, value) => sum + value, 0);
  },
});

interface Music {
  bpm?: { value: number | null; confidence: number; candidates: unknown[] };
  beats?: number[];
  key?: { tonic: string | null; scale: string | null; confidence: number };
}

describe('analyses of kind music', () => {
  let server: TestServer;
  let analyses: AnalysesClient;
  let recordingId: string;

  const upload = async (content: Buffer): Promise<string> => {
    const { body } = await server.call<{ id: string }>('/v1/recordings', {
      token: analyses.token,
      form: fileForm(content, 'song.wav'),
    });
    return body.id;
  };

  const create = (id: string, options: object) =>
    server.call<AnalysisBody>(`/v1/recordings/${id}/analyses`, {
      token: analyses.token,
      json: { kind: 'music', options },
    });

  const resultOf = async (id: string, options: object = {}): Promise<Music> => {
    const { body } = await create(id, options);
    const ended = await analyses.ends(body.id);
    expect(ended).toMatchObject({ status: 'succeeded', progress: 1, error: null });
    return ended.result as Music;
  };

  beforeAll(async () => {
    server = await TestServer.start();
    analyses = new AnalysesClient(server, (await server.newUser('musician@example.org')).token);
    recordingId = await upload(song);
  });
  afterAll(() => server.stop());

  it('tell tempo, beats and key', async () => {
    const { bpm, beats, key } = await resultOf(recordingId);
    expect(bpm!.value).toBeCloseTo(120, 0);
    expect(bpm!.candidates.length).toBeGreaterThan(0);
    expect(key).toMatchObject({ tonic: 'C', scale: 'major', name: 'C major', camelot: '8B', openKey: '1d' });
    expect(beats!.length).toBeGreaterThan(25);
    const distances = beats!.map((second) => Math.abs(second - Math.round(2 * second) / 2));
    expect(Math.max(...distances)).toBeLessThan(0.07);
  });

  it('tell only what was asked for, within the range of tempi', async () => {
    const result = await resultOf(recordingId, { beats: false, key: false, maximumBpm: 100 });
    expect(Object.keys(result)).toEqual(['bpm']);
    expect(result.bpm!.value).toBeCloseTo(60, 0);
  });

  it('listen to the channel that was named', async () => {
    const { bpm, beats, key } = await resultOf(recordingId, { channel: 1 });
    expect({ bpm: bpm!.value, beats, tonic: key!.tonic }).toEqual({ bpm: null, beats: [], tonic: null });
  });

  it('fail for a channel that is not there', async () => {
    const { body } = await create(recordingId, { channel: 2 });
    const { status, error } = await analyses.ends(body.id);
    expect(status).toBe('failed');
    expect(error?.message).toContain('channel');
  });

  it('hear nothing in 10 ms', async () => {
    const { bpm, beats, key } = await resultOf(await upload(makeWav({ seconds: 0.01 })));
    expect({ bpm: bpm!.value, beats, tonic: key!.tonic }).toEqual({ bpm: null, beats: [], tonic: null });
  });

  it.each([
    ['options.minimumBpm', { minimumBpm: 5 }],
    ['options.maximumBpm', { minimumBpm: 120, maximumBpm: 100 }],
    ['options.bpm', { bpm: 'yes' }],
    ['options.tempo', { tempo: true }],
  ])('are refused when %s is wrong', async (field, options) => {
    const { status, body } = await create(recordingId, options);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field }] });
  });
});
