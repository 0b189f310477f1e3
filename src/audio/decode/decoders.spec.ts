import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decoded, fixture, greatestDifference, sourceAt } from '../../../test/support/decoded.js';
import { ffmpegOrSayWhatIsSkipped } from '../../../test/support/ffmpeg.js';
import { DecoderMissingError } from '../audio-errors.js';

/** Codecs that both ways decode, and the uncompressed original. */
const BOTH_WAYS = [
  ['stereo.mp3', 'stereo.wav'],
  ['variable-rate.mp3', 'stereo.wav'],
  ['mono.mp3', 'mono.wav'],
  ['without-xing.mp3', 'mono.wav'],
  ['stereo.mp2', 'stereo.wav'],
  ['stereo.flac', 'stereo.wav'],
  ['mono-24-bit.flac', 'mono.wav'],
  ['surround.flac', 'surround.wav'],
  ['flac.oga', 'stereo.wav'],
  ['stereo.ogg', 'stereo.wav'],
  ['mono.ogg', 'mono.wav'],
  ['surround.ogg', 'surround.wav'],
  ['stereo.opus', 'stereo.wav'],
  ['mono.opus', 'mono.wav'],
  ['surround.opus', 'surround.wav'],
] as const;
const LOSSLESS = BOTH_WAYS.filter(([name]) => name.includes('flac'));
/** Encoders whose delay is written in the file, so that decoding gives exactly the original's samples back. */
const ALIGNED = BOTH_WAYS.filter(([name]) => !/without-xing|mp2|(stereo|mono|surround)\.opus/.test(name));
const UNCOMPRESSED = [
  ['stereo.aiff', 'stereo.wav'],
  ['float.aifc', 'mono.wav'],
  ['mono.w64', 'mono.wav'],
] as const;
const FFMPEG_ONLY = [
  'stereo.m4a',
  'lossless.m4a',
  'mono.aac',
  'mono.webm',
  'mono.mkv',
  'mono.wma',
  'mono.caf',
  'mono.au',
  'mono.wv',
  'adpcm.wav',
];

function correlation(one: Float32Array, other: Float32Array, lag: number): number {
  let sum = 0;
  for (let index = 100; index < one.length - 100; index++) sum += one[index] * other[index + lag];
  return sum;
}

describe('decoding without ffmpeg', () => {
  it.each(LOSSLESS)('gives the very samples of %s', async (name, original) => {
    const [actual, expected] = [
      await decoded(sourceAt(fixture(name), null)),
      await decoded(sourceAt(fixture(original))),
    ];
    expect(actual.sampleRateHz).toBe(expected.sampleRateHz);
    expect(actual.channels).toEqual(expected.channels);
  });

  it.each(ALIGNED)('keeps every sample of %s in its place', async (name, original) => {
    const actual = await decoded(sourceAt(fixture(name), null));
    const expected = await decoded(sourceAt(fixture(original)));
    expect(actual.channels.map((samples) => samples.length)).toEqual(
      expected.channels.map((samples) => samples.length),
    );
    // The bass channel of surround sound is left out: it is too smooth for a lag of one sample to show.
    actual.channels.slice(0, 2).forEach((samples, channel) => {
      const lags = Array.from({ length: 41 }, (_, index) => index - 20);
      const strengths = lags.map((lag) => correlation(samples, expected.channels[channel], lag));
      expect(lags[strengths.indexOf(Math.max(...strengths))]).toBe(0);
    });
  });

  it.each(['stereo.opus', 'mono.opus', 'surround.opus'])(
    'gives as many samples of %s as were encoded',
    async (name) => {
      const { channels, sampleRateHz } = await decoded(sourceAt(fixture(name), null));
      const original = await decoded(sourceAt(fixture(name.replace('.opus', '.wav'))));
      expect(channels[0].length / sampleRateHz).toBeCloseTo(original.channels[0].length / original.sampleRateHz, 9);
    },
  );

  it.each(UNCOMPRESSED)('reads %s', async (name, original) => {
    const actual = await decoded(sourceAt(fixture(name), null));
    expect(actual).toEqual(await decoded(sourceAt(fixture(original))));
  });

  it.each(['a-law.wav', 'mu-law.wav'])('expands %s', async (name) => {
    const { channels } = await decoded(sourceAt(fixture(name), null));
    const original = await decoded(sourceAt(fixture('mono.wav')));
    expect(greatestDifference(channels[0], original.channels[0])).toBeLessThan(0.02);
  });

  it.each(FFMPEG_ONLY)('says what %s needs', async (name) => {
    const failure = decoded(sourceAt(fixture(name), null));
    await expect(failure).rejects.toBeInstanceOf(DecoderMissingError);
    await expect(failure).rejects.toThrow('FFMPEG_PATH');
  });
});

const ffmpegPath = ffmpegOrSayWhatIsSkipped('comparison of the decoders');
if (ffmpegPath !== null) {
  describe('decoding with ffmpeg', () => {
    it.each(BOTH_WAYS)('gives the same samples of %s within 1e-3', async (name) => {
      const [one, other] = [
        await decoded(sourceAt(fixture(name), ffmpegPath)),
        await decoded(sourceAt(fixture(name), null)),
      ];
      expect(one.sampleRateHz).toBe(other.sampleRateHz);
      expect(one.channels).toHaveLength(other.channels.length);
      one.channels.forEach((samples, channel) =>
        expect(greatestDifference(samples, other.channels[channel])).toBeLessThan(1e-3),
      );
    });

    it.each(FFMPEG_ONLY)('decodes %s', async (name) => {
      const { channels, sampleRateHz } = await decoded(sourceAt(fixture(name), ffmpegPath));
      const seconds = name.startsWith('stereo') || name.startsWith('lossless') ? 0.6 : 0.7;
      expect(Math.abs(channels[0].length / sampleRateHz - seconds)).toBeLessThan(0.16);
      expect(Math.max(...channels[0])).toBeGreaterThan(0.3);
    });

    it('finds sound behind an offset in a container that points at places in the file', async () => {
      const directory = mkdtempSync(join(tmpdir(), 'earshot-'));
      const path = join(directory, 'crlf.m4a');
      writeFileSync(path, Buffer.concat([Buffer.from('\r\n'), readFileSync(fixture('lossless.m4a'))]));
      const { channels } = await decoded(sourceAt(path, ffmpegPath));
      expect(channels).toEqual((await decoded(sourceAt(fixture('stereo.wav')))).channels);
      rmSync(directory, { recursive: true });
    });
  });
}
