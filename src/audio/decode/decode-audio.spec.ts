import { decoded, fixture, greatestDifference, sourceAt } from '../../../test/support/decoded.js';
import { decodingWays, ffmpegOrSayWhatIsSkipped } from '../../../test/support/ffmpeg.js';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { int16Bytes, tone, wavBytes } from '../../../test/support/wav-bytes.js';
import { NotFoundError } from '../../common/errors/errors.js';
import { AudioParameterError, AudioTooLongError, NoSuchChannelError } from '../audio-errors.js';

const files = new TemporaryFiles();
afterAll(() => files.remove());

const RATE = 16_000;
/** Twelve seconds of two tones. */
const longWav = (): string => files.write(wavBytes({ channels: 2, data: int16Bytes(tone(12 * RATE, 2)) }));

describe('decodeAudio', () => {
  it.each([
    ['8 bits', 1, 8, Buffer.from([0, 128, 255]), [-1, 0, 127 / 128]],
    ['16 bits', 1, 16, int16Bytes([-32_768, 1, 32_767]), [-1, 1 / 32_768, 32_767 / 32_768]],
    ['24 bits', 1, 24, Buffer.from('000080010000ffff7f', 'hex'), [-1, 2 ** -23, 1 - 2 ** -23]],
    ['32 bits', 1, 32, Buffer.from('000000800000004000000000', 'hex'), [-1, 0.5, 0]],
    ['float', 3, 32, Buffer.from(Float32Array.of(-1.5, 0.25, 32_768).buffer), [-1.5, 0.25, 32_768]],
    ['double', 3, 64, Buffer.from(Float64Array.of(-1, 0.25, 1e300).buffer), [-1, 0.25, 1]],
  ])('scales %s', async (_name, formatTag, bits, data, expected) => {
    const { channels } = await decoded(sourceAt(files.write(wavBytes({ formatTag, bits, data }))));
    expect(Array.from(channels[0])).toEqual(expected.map(Math.fround));
  });

  it('makes damaged float samples harmless', async () => {
    const data = Buffer.from(Float32Array.of(NaN, Infinity, -Infinity, 3e38, 0.5).buffer);
    const { channels } = await decoded(sourceAt(files.write(wavBytes({ formatTag: 3, bits: 32, data }))));
    expect(Array.from(channels[0])).toEqual([0, 1, -1, 1, 0.5]);
  });

  it('does not find a file that was deleted meanwhile', async () => {
    await expect(decoded(sourceAt('/nowhere/at/all'))).rejects.toBeInstanceOf(NotFoundError);
  });

  it('picks and averages channels', async () => {
    const path = files.write(wavBytes({ channels: 2, data: int16Bytes([16_384, 0, -16_384, 8192]) }));
    const [all, first, second, mono] = await Promise.all(
      (['all', 0, 1, 'mono'] as const).map((channel) => decoded(sourceAt(path), { channel })),
    );
    expect(all.channels.map((samples) => Array.from(samples))).toEqual([
      [0.5, -0.5],
      [0, 0.25],
    ]);
    expect(first.channels).toEqual([all.channels[0]]);
    expect(second.channels).toEqual([all.channels[1]]);
    expect(Array.from(mono.channels[0])).toEqual([0.25, -0.125]);
    for (const channel of [2, -1, 0.5]) {
      await expect(decoded(sourceAt(path), { channel })).rejects.toBeInstanceOf(NoSuchChannelError);
    }
  });

  it('resamples without a shift', async () => {
    const path = longWav();
    const { channels } = await decoded(sourceAt(path), { sampleRateHz: 24_000, channel: 0 });
    const original = await decoded(sourceAt(path), { channel: 0 });
    expect(channels[0]).toHaveLength(12 * 24_000);
    for (const second of [1, 5, 11]) {
      for (let step = 0; step < 100; step++) {
        // Both grids meet every 3 / 24,000 seconds.
        const [at, was] = [second * 24_000 + 3 * step, second * RATE + 2 * step];
        expect(Math.abs(channels[0][at] - original.channels[0][was])).toBeLessThan(1e-4);
      }
    }
    await expect(decoded(sourceAt(path), { sampleRateHz: 500 })).rejects.toBeInstanceOf(AudioParameterError);
  });

  it('gives a part beyond the end as empty, and a part over the end cut', async () => {
    const source = sourceAt(longWav());
    await expect(decoded(source, { startSeconds: 13 })).resolves.toMatchObject({ channels: [] });
    const { channels } = await decoded(source, { startSeconds: 11.5, durationSeconds: 2 });
    expect(channels[0]).toHaveLength(RATE / 2);
  });

  it('stops at the limit of the duration', async () => {
    const failure = decoded(sourceAt(longWav()), { maxDurationSeconds: 11.9 });
    await expect(failure).rejects.toBeInstanceOf(AudioTooLongError);
  });
});

describe.each(decodingWays('parts of recordings'))('parts of recordings $way', ({ ffmpegPath }) => {
  it.each(['mono.mp3', 'stereo.flac', 'stereo.ogg', 'mono.opus', 'stereo.wav', 'stereo.aiff'])(
    'are what the whole of %s is there, at every rate',
    async (name) => {
      const source = sourceAt(fixture(name), ffmpegPath);
      for (const sampleRateHz of [undefined, 8000]) {
        const whole = await decoded(source, { sampleRateHz });
        for (const [startSeconds, durationSeconds] of [
          [0.1, 0.05],
          [0.3333, 9],
        ]) {
          const part = await decoded(source, { sampleRateHz, startSeconds, durationSeconds });
          const from = Math.round(startSeconds * whole.sampleRateHz);
          const to = Math.round((startSeconds + durationSeconds) * whole.sampleRateHz);
          expect(greatestDifference(part.channels[0], whole.channels[0].slice(from, to))).toBe(0);
        }
      }
    },
  );
});

const ffmpegPath = ffmpegOrSayWhatIsSkipped('parts after a seek of ffmpeg');
/** AAC decoders make up noise where the encoder asks for it. */
const MADE_UP_NOISE = 0.02;
if (ffmpegPath !== null) {
  describe('parts after a seek of ffmpeg', () => {
    it.each(
      ['mp3', 'ogg', 'opus', 'm4a', 'webm']
        .map((type) => `seven-seconds.${type}`)
        .concat('seven-seconds-without-xing.mp3'),
    )('lie where they lie in the whole of %s', async (name) => {
      const source = sourceAt(fixture(name), ffmpegPath);
      const whole = await decoded(source);
      for (const startSeconds of [4.1, 5.0003, 6.5]) {
        const part = await decoded(source, { startSeconds, durationSeconds: 0.4 });
        const from = Math.round(startSeconds * whole.sampleRateHz);
        const to = Math.round((startSeconds + 0.4) * whole.sampleRateHz);
        expect(greatestDifference(part.channels[0], whole.channels[0].slice(from, to))).toBeLessThan(
          name.endsWith('m4a') ? MADE_UP_NOISE : 1e-4,
        );
      }
    });
  });
}
