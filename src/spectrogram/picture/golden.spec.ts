import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoded, sourceAt } from '../../../test/support/decoded.js';
import { resolveClip } from '../view/clip.js';
import { viewLevels } from '../view/view-levels.js';
import { intensity, usualRange } from './intensity.js';
import type { Method } from './methods.js';

/** librosa's answers for real recordings; they lie beside the checkout and are not part of it. */
const SHARED = join(__dirname, '../../../../shared');
const isHere = existsSync(join(SHARED, 'golden/spectrogram/index.json'));
const describeGolden = isHere ? describe : describe.skip;

interface GoldenPicture {
  readonly name: string;
  readonly file: string;
  readonly method: Method;
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

/** Column after column, as ours. */
function readMatrix(file: string, { bins, num_spec_columns: columns }: GoldenPicture): Float32Array {
  const bytes = readFileSync(join(SHARED, 'golden/spectrogram', file));
  expect(bytes).toHaveLength(4 * bins * columns);
  return Float32Array.from({ length: bins * columns }, (_, index) =>
    bytes.readFloatLE(4 * ((index % bins) * columns + Math.floor(index / bins))),
  );
}

const greatestDifference = (ours: ArrayLike<number>, golden: Float32Array, counts = (_: number) => true): number =>
  golden.reduce((worst, value, index) => (counts(value) ? Math.max(worst, Math.abs(value - ours[index])) : worst), 0);

const PICTURES = isHere
  ? (JSON.parse(readFileSync(join(SHARED, 'golden/spectrogram/index.json'), 'utf8')) as GoldenPicture[])
  : [];
/** Largest differences allowed: of decibels, of decibels above this one, of the picture. */
const LIMITS = { 'log-mel': [0.01, -Infinity, 2e-3], 'constant-q': [0.5, -60, 0.03], linear: [] };

describeGolden("the contract's pictures (skipped without ../shared)", () => {
  it.each(PICTURES.map((picture) => [picture.name, picture] as const))('%s', async (name, picture) => {
    const source = { ...sourceAt(join(SHARED, picture.file)), durationSeconds: 0 };
    const { channels, sampleRateHz } = await decoded(source);
    const { view, settings } = resolveClip({
      method: picture.method,
      channel: 0,
      sampleRateHz: picture.sampling_rate,
      startSample: 0,
      hopLength: picture.hop_length,
      columns: picture.num_spec_columns,
      rows: picture.bins,
      minFrequencyHz: picture.min_frequency,
      maxFrequencyHz: picture.max_frequency,
      nFft: picture.n_fft,
      binsPerOctave: picture.bins_per_octave,
    });
    expect(settings).toMatchObject({ nFft: picture.n_fft ?? null, binsPerOctave: picture.bins_per_octave ?? null });
    expect(greatestDifference(settings.frequencies, Float32Array.from(picture.freqs))).toBeLessThan(1e-2);

    const { levels, compared } = await viewLevels(
      { ...source, durationSeconds: channels[0].length / sampleRateHz },
      view,
    );
    const [decibels, from, contrast] = LIMITS[picture.method];
    const golden = readMatrix(`${name}.db.f32`, picture);
    // The constant-Q ones are relative to an amplitude of 1.
    const loudest = golden.reduce((most, level) => Math.max(most, level));
    const relative = golden.map((level) => level - loudest);
    expect(greatestDifference(levels, relative, (level) => level > from)).toBeLessThan(decibels);
    const range = usualRange(compared);
    const ours = levels.map((level) => intensity(level, range));
    expect(greatestDifference(ours, readMatrix(`${name}.contrast.f32`, picture))).toBeLessThan(contrast);
  });
});
