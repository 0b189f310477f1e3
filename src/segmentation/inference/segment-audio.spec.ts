import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../../../test/support/random-segmenter.js';
import { makeWav } from '../../../test/support/make-wav.js';
import { programSessions } from '../../inference/graph-sessions.js';
import { randomSource } from '../../training/index.js';
import type { SegmentEvent } from '../network/segmenter-settings.js';
import { segmentAudio, type SegmentAudioOptions } from './segment-audio.js';
import { settingsInForce } from './settings-in-force.js';

const sessions = programSessions();

describe('segmentAudio', () => {
  let root: string;
  let directory: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'segment-'));
    directory = join(root, 'model');
    await writeRandomSegmenter(directory);
  });
  afterAll(async () => {
    await sessions.clear();
    await rm(root, { recursive: true });
  });

  async function segment(wav: Uint8Array, options: Partial<SegmentAudioOptions> = {}) {
    const path = join(root, 'audio.wav');
    await writeFile(path, wav);
    const events: SegmentEvent[] = [];
    const source = { path, contentType: 'audio/wav', ffmpegPath: null };
    const onEvents = (more: readonly SegmentEvent[]): void => void events.push(...more);
    return { events, ...(await segmentAudio({ source, directory, ...options }, sessions, { onEvents })) };
  }

  const random = randomSource(5);
  const noise = Float32Array.from({ length: 3 * 16_000 }, () => 0.2 * (2 * random() - 1));
  const sample = (frame: number): number => noise[frame % noise.length];
  const threeSeconds = { seconds: 3, sampleRateHz: 16_000, sample };

  it('tells which model ran, with which settings, on how much audio', async () => {
    const found = await segment(makeWav(threeSeconds));
    expect(found).toMatchObject({ name: 'random-segmenter', version: '1', durationSeconds: 3 });
    expect(found.settings).toEqual(SMALL_SEGMENTER);
    expect(found.events.length).toBeGreaterThan(5);
  });

  it('hears one channel or the mean of all', async () => {
    const wav = makeWav({ ...threeSeconds, channels: 2, sample: (frame, channel) => channel * sample(frame) });
    expect((await segment(wav, { channel: 0 })).events).toEqual([]);
    expect((await segment(wav, { channel: 1 })).events.length).toBeGreaterThan(5);
    await expect(segment(wav, { channel: 2 })).rejects.toThrow(/channel/);
  });

  it('takes a file without samples for one without vocalisations', async () => {
    expect(await segment(makeWav({ seconds: 0 }))).toMatchObject({
      events: [],
      durationSeconds: 0,
    });
  });

  it('puts choices of the caller into force', async () => {
    const overrides = { timeStepSeconds: 0.005, minFrequencyHz: 500, minSegmentSeconds: 0.1, threshold: 0.4 };
    const { settings, events } = await segment(makeWav(threeSeconds), { overrides });
    expect(settings).toMatchObject({ timeStepSeconds: 0.005, minFrequencyHz: 500, minSegmentSeconds: 0.1 });
    expect(settings.decoding.threshold).toBe(0.4);
    expect(events.every(({ onset, offset }) => offset - onset > 0.099)).toBe(true);
  });

  it('follows a minimum frequency above the model into recordings that reach higher', async () => {
    const overrides = { minFrequencyHz: 35_000 };
    const { settings } = await segment(makeWav({ ...threeSeconds, sampleRateHz: 192_000 }), { overrides });
    expect(settings).toMatchObject({ sampleRateHz: 192_000, minFrequencyHz: 35_000, maxFrequencyHz: 96_000 });
    await expect(segment(makeWav({ ...threeSeconds, sampleRateHz: 48_000 }), { overrides })).rejects.toThrow(
      /reach to 24000 Hz/,
    );
    expect(settingsInForce(SMALL_SEGMENTER, { minFrequencyHz: 1000 }, 48_000).sampleRateHz).toBe(16_000);
  });
});
