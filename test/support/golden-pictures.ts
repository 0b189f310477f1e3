import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** librosa's answers for real recordings; they lie beside the checkout and are not part of it. */
const SHARED = join(__dirname, '../../../shared');
const isHere = existsSync(join(SHARED, 'golden/spectrogram/index.json'));

/** Skips, and is then named among the skipped tests, where the answers are not. */
export const describeGolden = isHere ? describe : describe.skip;

export interface GoldenPicture {
  readonly name: string;
  readonly file: string;
  readonly method: 'log-mel' | 'constant-q';
  readonly sampling_rate: number;
  readonly hop_length: number;
  readonly num_spec_columns: number;
  readonly bins: number;
  readonly min_frequency: number;
  readonly max_frequency: number;
  readonly n_fft?: number;
  readonly bins_per_octave?: number;
  readonly freqs: number[];
}

export const sharedFile = (file: string): string => join(SHARED, file);

/** The pictures, each with its name in front as `it.each` prints it. */
export function goldenPictures(method?: GoldenPicture['method']): (readonly [string, GoldenPicture])[] {
  if (!isHere) return [];
  const all = JSON.parse(readFileSync(sharedFile('golden/spectrogram/index.json'), 'utf8')) as GoldenPicture[];
  return all.filter((picture) => method === undefined || picture.method === method).map((one) => [one.name, one]);
}

/** Little-endian numbers, turned from row after row into column after column, as ours. */
export function readGolden(file: string, rows: number, columns: number): Float32Array {
  const bytes = readFileSync(sharedFile(`golden/spectrogram/${file}`));
  expect(bytes).toHaveLength(4 * rows * columns);
  return Float32Array.from({ length: rows * columns }, (_, index) =>
    bytes.readFloatLE(4 * ((index % rows) * columns + Math.floor(index / rows))),
  );
}

/** Over the golden values that count. */
export function greatestDifference(
  ours: ArrayLike<number>,
  golden: Float32Array,
  counts: (value: number) => boolean = () => true,
): number {
  expect(ours).toHaveLength(golden.length);
  return golden.reduce(
    (worst, value, index) => (counts(value) ? Math.max(worst, Math.abs(value - ours[index])) : worst),
    0,
  );
}

/** First channel of a 16-bit WAV file with one format and one data chunk. */
export function readWav(file: string): Float32Array {
  const bytes = readFileSync(sharedFile(file));
  const channels = bytes.readUInt16LE(22);
  let chunk = 12;
  while (bytes.toString('ascii', chunk, chunk + 4) !== 'data') chunk += 8 + bytes.readUInt32LE(chunk + 4);
  const frames = Math.floor(Math.min(bytes.readUInt32LE(chunk + 4), bytes.length - chunk - 8) / (2 * channels));
  return Float32Array.from(
    { length: frames },
    (_, frame) => bytes.readInt16LE(chunk + 8 + 2 * channels * frame) / 32_768,
  );
}

/** The samples that a picture shows, zeros where the recording has none. */
export function clipOf({ file, hop_length: hopLength, num_spec_columns: columns }: GoldenPicture): Float32Array {
  const clip = new Float32Array(hopLength * columns);
  clip.set(readWav(file).subarray(0, clip.length));
  return clip;
}
