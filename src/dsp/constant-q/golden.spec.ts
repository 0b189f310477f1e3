import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constantQ } from './constant-q.js';
import { amplitudeToDb } from '../levels/decibels.js';
import { percentiles } from '../levels/percentile.js';

/** librosa's answers for real recordings; they lie beside the checkout and are not part of it. */
const SHARED = join(__dirname, '../../../../shared');
const isHere = existsSync(join(SHARED, 'golden/spectrogram/index.json'));
const describeGolden = isHere ? describe : describe.skip;

interface GoldenPicture {
  readonly name: string;
  readonly file: string;
  readonly method: string;
  readonly sampling_rate: number;
  readonly hop_length: number;
  readonly num_spec_columns: number;
  readonly bins: number;
  readonly min_frequency: number;
  readonly bins_per_octave: number;
}

/** 16-bit samples of a one-channel WAV file. */
function readWav(file: string): Float32Array {
  const bytes = readFileSync(join(SHARED, file));
  const begin = bytes.indexOf('data', 12, 'latin1') + 8;
  const length = Math.floor(Math.min(bytes.readUInt32LE(begin - 4), bytes.length - begin) / 2);
  return Float32Array.from({ length }, (_, index) => bytes.readInt16LE(begin + 2 * index) / 32_768);
}

function readFloats(file: string): Float32Array {
  const bytes = readFileSync(join(SHARED, 'golden/spectrogram', file));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const PICTURES = isHere
  ? (JSON.parse(readFileSync(join(SHARED, 'golden/spectrogram/index.json'), 'utf8')) as GoldenPicture[])
  : [];

const PICTURES_OF_CONSTANT_Q = PICTURES.filter(({ method }) => method === 'constant-q');

/** Decibels of a picture, column after column, and of one column more than it has. */
function decibelsOf(picture: GoldenPicture): Float32Array {
  const { num_spec_columns: columns, hop_length: hopLength } = picture;
  const clip = new Float32Array(hopLength * columns);
  clip.set(readWav(picture.file).subarray(0, clip.length));
  const { data } = constantQ(clip, {
    sampleRateHz: picture.sampling_rate,
    minimumHz: picture.min_frequency,
    bins: picture.bins,
    binsPerOctave: picture.bins_per_octave,
    window: 'blackman-harris',
    hopLength,
  });
  return amplitudeToDb(data);
}

/** The contract's normalisation by percentiles and its contrast curve. */
function contrastOf(decibels: Float32Array): Float32Array {
  const [low, high] = percentiles(decibels, [0.01, 99.99]);
  return decibels.map((value) => {
    const share = Math.max(0, Math.min(1, (value - low) / Math.max(high - low, 1e-12)));
    const centred = 2 * (share - 0.5);
    return centred / (1 + Math.abs(centred)) + 0.5;
  });
}

/** Largest difference from a golden matrix (bin after bin) where that is above a value. */
function worstDifference(picture: GoldenPicture, golden: Float32Array, own: Float32Array, above: number): number {
  return golden.reduce((worst, value, index) => {
    if (value <= above) return worst;
    const [bin, column] = [Math.floor(index / picture.num_spec_columns), index % picture.num_spec_columns];
    return Math.max(worst, Math.abs(value - own[column * picture.bins + bin]));
  }, 0);
}

describeGolden('constant-Q agreement with librosa (skipped without ../shared)', () => {
  it.each(PICTURES_OF_CONSTANT_Q.map((picture) => [picture.name, picture] as const))(
    '%s within 0.05 dB above -60 dB, and within 0.003 after contrast',
    (name, picture) => {
      const decibels = decibelsOf(picture);
      const golden = readFloats(`${name}.db.f32`);
      expect(golden.filter((value) => value > -60).length).toBeGreaterThan(90_000);
      expect(worstDifference(picture, golden, decibels, -60)).toBeLessThan(0.05);
      const contrast = contrastOf(decibels);
      expect(worstDifference(picture, readFloats(`${name}.contrast.f32`), contrast, -Infinity)).toBeLessThan(0.003);
    },
  );
});
