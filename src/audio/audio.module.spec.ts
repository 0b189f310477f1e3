import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createComputePool } from '../../test/support/compute-pool.js';
import { ffmpegOrSayWhatIsSkipped } from '../../test/support/ffmpeg.js';
import { until } from '../../test/support/until.js';
import { int16Bytes, tone, wavBytes } from '../../test/support/wav-bytes.js';
import { NotFoundError } from '../common/errors/errors.js';
import { ComputePool } from '../compute/compute-pool.js';
import { ConfigModule } from '../config/config.module.js';
import { Environment } from '../config/environment.js';
import { NoSuchChannelError } from './audio-errors.js';
import { AudioInspector } from './audio-inspector.js';
import { AudioModule } from './audio.module.js';
import { AudioStore } from './store/audio-store.js';
import { Waveforms } from './waveforms.js';

describe('AudioModule', () => {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-audio-'));
  let module: TestingModule;
  const samples = tone(160_000, 2);

  const store = async (bytes: Buffer): Promise<string> => {
    const { key } = await module.get(AudioStore).write(Readable.from([bytes]), { limitBytes: 1e9 });
    return key;
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    module = await Test.createTestingModule({ imports: [ConfigModule, AudioModule] })
      .overrideProvider(Environment)
      .useValue(Object.assign(new Environment(), { DATA_DIR: directory, MAX_DURATION_SECONDS: 60 }))
      .overrideProvider(ComputePool)
      .useValue(createComputePool())
      .compile();
    await module.init();
  });
  afterAll(async () => {
    await module.close();
    rmSync(directory, { recursive: true });
  });

  it('describes what was stored and draws it', async () => {
    const key = await store(wavBytes({ channels: 2, data: int16Bytes(samples) }));
    await expect(module.get(AudioInspector).describe(key)).resolves.toEqual({
      contentType: 'audio/wav',
      codec: 'pcm_s16le',
      durationSeconds: 10,
      sampleRateHz: 16_000,
      channels: 2,
    });

    const { min, max } = await module.get(Waveforms).waveform(key, { points: 10, channel: 1 });
    expect(min).toHaveLength(10);
    expect(Math.max(...max)).toBeCloseTo(10_000 / 32_768, 2);
  });

  it('draws the samples themselves where the peaks are too coarse', async () => {
    const key = await store(wavBytes({ channels: 2, data: int16Bytes(samples) }));
    await module.get(AudioInspector).describe(key);
    const range = { startSeconds: 1, durationSeconds: 0.01, channel: 0 };
    const { min, max } = await module.get(Waveforms).waveform(key, { points: 1000, ...range });
    const expected = Array.from({ length: 160 }, (_, index) => samples[2 * (16_000 + index)] / 32_768);
    expect(min).toEqual(expected);
    expect(max).toEqual(expected);
  });

  const ffmpegPath = ffmpegOrSayWhatIsSkipped('the end of ffmpeg on abort');
  if (ffmpegPath !== null) {
    it('ends ffmpeg when a description is aborted', async () => {
      const wav = join(directory, 'silence.wav');
      const flac = join(directory, 'silence.flac');
      writeFileSync(wav, wavBytes({ sampleRateHz: 384_000, data: Buffer.alloc(2 * 384_000 * 40) }));
      execFileSync(ffmpegPath, ['-v', 'error', '-i', wav, flac]);
      const key = await store(readFileSync(flac));
      const path = module.get(AudioStore).localPath(key);
      const isDecoding = (): boolean => spawnSync('pgrep', ['-f', path]).status === 0;

      const stopper = new AbortController();
      const description = module.get(AudioInspector).describe(key, stopper.signal);
      const end = description.catch((error: unknown) => error);
      await until(isDecoding, 'ffmpeg starts');
      stopper.abort(new Error('no longer wanted'));
      await expect(end).resolves.toMatchObject({ message: 'no longer wanted' });
      await until(() => !isDecoding(), 'ffmpeg ends');
    });
  }

  it('answers with typed errors', async () => {
    const waveforms = module.get(Waveforms);
    const inspector = module.get(AudioInspector);
    const text = await store(Buffer.from('this is no music'));
    await expect(inspector.describe(text)).rejects.toMatchObject({ status: 422, code: 'unsupported-audio-type' });
    await expect(waveforms.waveform(text, { points: 10 })).rejects.toBeInstanceOf(NotFoundError);
    const long = await store(wavBytes({ sampleRateHz: 1000, data: Buffer.alloc(2 * 1000 * 61) }));
    await expect(inspector.describe(long)).rejects.toMatchObject({ status: 422, code: 'audio-too-long' });
    const mono = await store(wavBytes({ data: int16Bytes(samples) }));
    await inspector.describe(mono);
    await expect(waveforms.waveform(mono, { points: 10, channel: 1 })).rejects.toBeInstanceOf(NoSuchChannelError);
  });
});
