import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnalysisBody, AnalysesClient } from '../support/analyses-client.js';
import { changeModelFile } from '../support/change-model.js';
import { decoded, sourceAt } from '../support/decoded.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';

interface Word {
  word: string;
  start: number;
  end: number;
  confidence: number;
}
interface Result {
  text: string;
  language: string | null;
  languageProbability: number | null;
  durationSeconds: number;
  segments: { start: number; end: number; text: string; words: Word[] }[];
  model: { name: string; version: string };
  warnings: string[];
}

const MODEL = 'test/models/transcription/whisper-digits';
const SPEECH = 'test/fixtures/speech';
const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const RATE = 16_000;

describe('transcription', () => {
  let server: TestServer;
  let token: string;
  let analyses: AnalysesClient;

  beforeAll(async () => {
    server = await TestServer.start();
    await cp(MODEL, join(server.dataDirectory, 'models', 'hub', 'transcription', 'whisper-digits'), {
      recursive: true,
    });
    ({ token } = await server.newUser('speaker@example.org'));
    analyses = new AnalysesClient(server, token);
  });
  afterAll(() => server.stop());

  async function upload(content: Uint8Array, name = 'speech.wav'): Promise<string> {
    const { status, body } = await server.call<{ id: string }>('/v1/recordings', {
      token,
      form: fileForm(content, name),
    });
    expect(status).toBe(201);
    return body.id;
  }
  async function start(recording: string, options: object = {}): Promise<string> {
    const { status, body } = await server.call<{ id: string }>(`/v1/recordings/${recording}/analyses`, {
      token,
      json: { kind: 'transcription', options },
    });
    expect(status).toBe(202);
    return body.id;
  }
  async function run(content: Uint8Array, options: object = {}, name?: string): Promise<AnalysisBody> {
    return analyses.ends(await start(await upload(content, name), options));
  }
  async function transcribe(content: Uint8Array, options: object = {}, name?: string): Promise<Result> {
    const analysis = await run(content, options, name);
    expect(analysis.error).toBeNull();
    return analysis.result as unknown as Result;
  }
  const speech = (name: string): Promise<Buffer> => readFile(join(SPEECH, name));
  const wave = (seconds: number, sample: (frame: number) => number): Buffer =>
    makeWav({ seconds, sampleRateHz: RATE, sample });

  function expectSound({ segments, durationSeconds }: Result): void {
    let before = 0;
    for (const { start, end, word, confidence } of segments.flatMap(({ words }) => words)) {
      expect(start).toBeGreaterThanOrEqual(before);
      expect(end).toBeGreaterThan(start);
      expect(DIGITS).toContain(word);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      before = end;
    }
    expect(before).toBeLessThanOrEqual(durationSeconds);
  }

  it('writes down telephone speech with the times of its words', async () => {
    const result = await transcribe(await speech('digits-eight.flac'), {}, 'digits.flac');
    expect(result.model.name).toBe('whisper-digits');
    expect(result.language).toBe('en');
    expect(result.segments.length).toBeGreaterThan(0);
    expect(result.text).toBe(result.segments.map(({ text }) => text).join(' '));
    expect(Object.keys(result).slice(0, 2)).toEqual(['text', 'language']);
    expect(Object.keys(result.segments[0].words[0])).toEqual(['word', 'start', 'end', 'confidence']);
    expectSound(result);
  });

  it.each([
    ['silence', () => wave(20, () => 0)],
    ['a hum', () => wave(20, (frame) => 0.2 * Math.sin((2 * Math.PI * 50 * frame) / RATE))],
    ['nothing', () => wave(0.01, () => 0)],
  ])('hears no words in %s', async (_what, audio) => {
    expect(await transcribe(audio())).toMatchObject({ text: '', language: null, segments: [] });
  });

  it('hears no words in a tone as short as a word', async () => {
    const tone = await readFile('test/fixtures/audio/mono.wav');
    expect(await transcribe(tone)).toMatchObject({ text: '', segments: [] });
  });

  // The detector learned from this song, too: that it tells songs that it never heard is not what is shown here.
  it('leaves music out and says so, unless it is told to listen to everything', async () => {
    const music = await readFile('test/fixtures/downtown-boogie.mp3');
    const skipped = await transcribe(music, {}, 'music.mp3');
    expect(skipped).toMatchObject({ text: '', language: null, segments: [] });
    expect(skipped.warnings).toEqual([expect.stringMatching(/^\d+\.\d s of sound were left out, because nobody/)]);
    const heard = await transcribe(music, { skipNonSpeech: false }, 'music.mp3');
    // Otherwise it is told of all of it that the model heard it.
    const seconds = Number(/listened to (\d+\.\d) s/.exec(heard.warnings.join())?.[1]);
    expect(heard.warnings).toHaveLength(1);
    expect(seconds).toBeGreaterThan(29);
  });

  it('writes down what is said after the noise of a machine', async () => {
    const source = sourceAt(join(SPEECH, 'digits-known-six.flac'), null);
    const [digits] = (await decoded(source, { sampleRateHz: RATE })).channels;
    const alone = await transcribe(wave(digits.length / RATE, (frame) => digits[frame]));
    const after = await transcribe(
      wave(30 + digits.length / RATE, (frame) =>
        frame < 20 * RATE ? 0.1 * babble(frame) : (digits[frame - 30 * RATE] ?? 0),
      ),
    );
    expect(after.text).toBe(alone.text);
    expect(after.segments[0].start).toBeCloseTo(30 + alone.segments[0].start, 0);
  });

  it('tells progress and pieces of a long recording, in order', async () => {
    const id = await start(await upload(await speech('digits-long.flac'), 'long.flac'));
    const events = await analyses.events(id);
    const pieces = events
      .filter(({ type }) => type === 'partial')
      .flatMap(({ data }) => data.segments as Result['segments']);
    const result = (await analyses.get(id)).result as unknown as Result;
    expect(pieces).toEqual(result.segments);
    expectSound(result);
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'succeeded' } });
  });

  it('leaves the words out where they are not wanted', async () => {
    const { segments } = await transcribe(await speech('digits-three.flac'), { wordTimestamps: false }, 'three.flac');
    expect(segments.every(({ words }) => words.length === 0)).toBe(true);
  });

  it('names its languages when it is asked for another one, and its channels', async () => {
    const recording = await upload(await speech('digits-one.flac'), 'one.flac');
    const ask = (options: object) =>
      server.call<{ type: string; detail: string }>(`/v1/recordings/${recording}/analyses`, {
        token,
        json: { kind: 'transcription', options },
      });
    const foreign = await ask({ language: 'tlh' });
    expect(foreign).toMatchObject({ status: 422, body: { type: 'urn:earshot:problem:unknown-language' } });
    expect(foreign.body.detail).toContain('it knows de, en');
    expect(await ask({ channel: 1 })).toMatchObject({
      status: 422,
      body: { type: 'urn:earshot:problem:audio-no-such-channel' },
    });
  });

  it('finds keywords, judges sentiment, and is found by its words', async () => {
    const recording = await upload(await speech('digits-known-six.flac'), 'six.flac');
    const { text } = await transcribe(await speech('digits-known-six.flac'), {}, 'six.flac');
    const [first, second] = text.split(' ');
    const analysis = await analyses.ends(
      await start(recording, { keywords: [first, `${first} ${second}`, 'puppy'], sentiment: true }),
    );
    const result = analysis.result as unknown as Omit<Result, 'segments'> & {
      keywords: { keyword: string; count: number; hits: { start: number; end: number; text: string }[] }[];
      sentiment: Record<string, number>;
      sentimentModel: { name: string };
      segments: (Result['segments'][number] & { sentiment: Record<string, number> | null })[];
    };
    const words = result.segments.flatMap((segment) => segment.words);
    expect(result.keywords.map(({ keyword }) => keyword)).toEqual([first, `${first} ${second}`, 'puppy']);
    expect(result.keywords.map(({ count }) => count)).toEqual([
      words.filter(({ word }) => word === first).length,
      expect.any(Number),
      0,
    ]);
    expect(result.keywords[1].hits[0]).toMatchObject({ start: words[0].start, end: words[1].end });
    expect(Object.values(result.sentiment).reduce((sum, value) => sum + value)).toBeCloseTo(1);
    expect(result.sentimentModel.name).toBe('sentiment-base');
    expect(result.segments.every(({ sentiment }) => sentiment !== null)).toBe(true);

    const found = await server.call<{ items: { recordingId: string; start: number }[] }>(`/v1/search?q=${first}`, {
      token,
    });
    expect(found.body.items.some(({ recordingId }) => recordingId === recording)).toBe(true);
    const srt = await fetch(`${server.url}/v1/analyses/${analysis.id}/transcript?format=srt`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(srt.status).toBe(200);
    expect(await srt.text()).toMatch(/^1\n00:00:00,\d{3} --> /);
  });

  it.each([
    [{ language: 'English, please' }, 'options.language'],
    [{ task: 'sing' }, 'options.task'],
    [{ temperature: 2 }, 'options.temperature'],
    [{ beams: 5 }, 'options.beams'],
    [{ skipNonSpeech: 'sometimes' }, 'options.skipNonSpeech'],
    [{ keywords: null }, 'options.keywords'],
  ])('refuses %j', async (options, field) => {
    const recording = await upload(wave(0.1, () => 0));
    const { status, body } = await server.call<{ errors: { field: string }[] }>(
      `/v1/recordings/${recording}/analyses`,
      {
        token,
        json: { kind: 'transcription', options },
      },
    );
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
  });

  it.each([
    // Words would have the wrong times.
    ['max_source_positions', 250, /encoder_model\.onnx .*last_hidden_state of shape \[1, 500, \d+\]/],
    ['d_model', 8192, /encoder_model\.onnx .*last_hidden_state of shape/],
    ['vocab_size', 100_000, /decoder_model_merged\.onnx .*logits of shape/],
    ['decoder_attention_heads', 8, /decoder_model_merged\.onnx .*does not fit its config\.json/],
  ])('says of a model whose %s is not that of its graphs that it is damaged', async (field, value, message) => {
    const directory = join(server.dataDirectory, 'models', 'hub', 'transcription', `wrong-${field}`);
    await cp(MODEL, directory, { recursive: true });
    await changeModelFile(directory, 'config.json', (json) => (json[field] = value));
    const { status, body } = await server.call<{ id: string }>(
      `/v1/recordings/${await upload(await speech('digits-one.flac'))}/analyses`,
      { token, json: { kind: 'transcription', model: `wrong-${field}` } },
    );
    expect(status).toBe(202);
    const { error, attempts } = await analyses.ends(body.id);
    expect(error).toMatchObject({ code: 'model-damaged', message: expect.stringMatching(message) as string });
    expect(attempts).toBe(1);
  });

  it('leaves thousands of keywords out of lists', async () => {
    interface Listed {
      items: AnalysisBody[];
      analyses: AnalysisBody[];
    }
    const recording = await upload(wave(0.1, () => 0));
    const keywords = Array.from({ length: 2_000 }, (_, index) => `word number ${index}`);
    const many = await start(recording, { keywords });
    const few = await start(recording, { keywords: ['word'] });
    expect((await analyses.ends(many)).options).toMatchObject({ keywords });
    await analyses.ends(few);
    const [{ body: page }, { body: one }] = await Promise.all(
      [`analyses?recordingId=${recording}`, `recordings/${recording}`].map((path) =>
        server.call<Listed>(`/v1/${path}`, { token }),
      ),
    );
    expect(page.items.map(({ options }) => options)).toEqual([expect.objectContaining({ keywords: ['word'] }), null]);
    expect(one.analyses.map(({ options }) => options)).toEqual([null, expect.objectContaining({ keywords: ['word'] })]);
  });

  it('stops in the middle when it is cancelled', async () => {
    const part = makeWav({ seconds: 300, sampleRateHz: RATE, sample: babble });
    const id = await start(await upload(part), { skipNonSpeech: false });
    await analyses.reaches(id, 'running');
    const cancelledAt = performance.now();
    const { status } = await server.call(`/v1/analyses/${id}/cancel`, { token, method: 'POST' });
    expect(status).toBe(202);
    expect((await analyses.ends(id)).status).toBe('cancelled');
    expect(performance.now() - cancelledAt).toBeLessThan(10_000);
    expect(await transcribe(wave(1, () => 0))).toMatchObject({ text: '' });
  });

  it('bears clipped audio', async () => {
    expectSound(
      await transcribe(
        wave(6, (frame) => 50 * babble(frame)),
        { skipNonSpeech: false },
      ),
    );
  });
});

/** Bursts of a buzz, as loud and as often as syllables. */
function babble(frame: number): number {
  const seconds = frame / RATE;
  return 0.3 * Math.max(0, Math.sin(2 * Math.PI * 3 * seconds)) * Math.sign(Math.sin(2 * Math.PI * 140 * seconds));
}
