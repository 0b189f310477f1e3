import { readFileSync } from 'node:fs';
import { fixture, sourceAt } from '../../test/support/decoded.js';
import { decodingWays } from '../../test/support/ffmpeg.js';
import { TemporaryFiles } from '../../test/support/temporary-files.js';
import { UnprocessableError } from '../common/errors/errors.js';
import { describeAudio } from './describe/describe-audio.js';

const files = new TemporaryFiles();
afterAll(() => files.remove());

const NAMES = [
  ...['mono.wav', 'mono.w64', 'a-law.wav', 'adpcm.wav', 'float.aifc', 'mono.mp3', 'without-xing.mp3', 'stereo.mp2'],
  ...[
    'mono-24-bit.flac',
    'flac.oga',
    'mono.ogg',
    'surround.ogg',
    'mono.opus',
    'surround.opus',
    'stereo.m4a',
    'mono.webm',
  ],
];
const HEADER_BYTES = 200;

/** The same damage in every run: a failure can be repeated. */
class Damage {
  constructor(private state: number) {}

  private below(limit: number): number {
    this.state = (this.state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  /** Cuts the end off, or overwrites some bytes, half of the time in the header, or both. */
  of(whole: Buffer): Buffer {
    const kind = this.below(3);
    const bytes = Buffer.from(kind === 0 ? whole : whole.subarray(0, this.below(whole.length)));
    if (kind === 1 || bytes.length === 0) return bytes;
    const range = this.below(2) === 0 ? Math.min(HEADER_BYTES, bytes.length) : bytes.length;
    for (let count = this.below(20); count >= 0; count--) bytes[this.below(range)] = this.below(256);
    return bytes;
  }
}

describe.each(decodingWays('damaged files'))('damaged files $way', ({ ffmpegPath }) => {
  const rounds = ffmpegPath === null ? 40 : 6;

  it.each(NAMES)(`of the kind of %s are described or refused, nothing else (${rounds} times)`, async (name) => {
    const whole = readFileSync(fixture(name));
    const damage = new Damage(NAMES.indexOf(name) + 1);
    for (let round = 0; round < rounds; round++) {
      const path = files.write(damage.of(whole), 'damaged');
      const outcome = await describeAudio(sourceAt(path, ffmpegPath), { maxDurationSeconds: 60 }).then(
        ({ description, peaks }) => description.durationSeconds > 0 && peaks.frames > 0,
        (error: unknown) => (error instanceof UnprocessableError ? error.status === 422 : error),
      );
      expect(outcome).toBe(true);
    }
  });
});
