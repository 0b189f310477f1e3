import { decoded, fixture, greatestDifference, sourceAt } from '../../../test/support/decoded.js';
import { findFfmpeg } from './find-ffmpeg.js';

const FILES = [
  '../downtown-boogie.mp3',
  'seven-seconds.mp3',
  'seven-seconds-without-xing.mp3',
  'stereo.mp3',
  'variable-rate.mp3',
  'mono.mp3',
  'without-xing.mp3',
  'stereo.flac',
  'mono-24-bit.flac',
];
const PARTS = [
  [0, 0.5],
  [0.3, 0.4],
  [2.25, 1.5],
  [4.9, 0.01],
  [5, 10],
  [17.9, 2],
  [28.5, 10],
] as const;

describe('parts of a recording of known length', () => {
  for (const ffmpegPath of new Set([null, findFfmpeg(process.env.FFMPEG_PATH)])) {
    it.each(FILES)(
      `of %s are what the whole holds there, ${ffmpegPath === null ? 'without' : 'with'} ffmpeg`,
      async (file) => {
        const source = sourceAt(fixture(file), ffmpegPath);
        const { channels, sampleRateHz } = await decoded(source);
        const wholeSeconds = channels[0].length / sampleRateHz;
        for (const [startSeconds, durationSeconds] of PARTS) {
          const part = await decoded(source, { startSeconds, durationSeconds, wholeSeconds });
          channels.forEach((samples, channel) => {
            const from = Math.round(startSeconds * sampleRateHz);
            const expected = samples.subarray(from, Math.round((startSeconds + durationSeconds) * sampleRateHz));
            const given = part.channels[channel] ?? new Float32Array(0);
            expect(greatestDifference(given, expected)).toBeLessThan(2e-5);
          });
        }
      },
    );
  }
});
