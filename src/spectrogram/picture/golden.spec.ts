import { decoded, sourceAt } from '../../../test/support/decoded.js';
import {
  describeGolden,
  goldenPictures,
  greatestDifference,
  readGolden,
  sharedFile,
} from '../../../test/support/golden-pictures.js';
import { resolveClip } from '../view/clip.js';
import { viewLevels } from '../view/view-levels.js';
import { intensity, usualRange } from './intensity.js';

/** Largest differences allowed: of decibels, of decibels above this one, of the picture. */
const LIMITS = { 'log-mel': [0.01, -Infinity, 2e-3], 'constant-q': [0.5, -60, 3e-3] };

describeGolden("the contract's pictures (skipped without ../shared)", () => {
  it.each(goldenPictures())('%s', async (name, picture) => {
    const { bins, num_spec_columns: columns } = picture;
    const source = { ...sourceAt(sharedFile(picture.file)), durationSeconds: 0 };
    const { channels, sampleRateHz } = await decoded(source);
    const { view, settings } = resolveClip({
      method: picture.method,
      channel: 0,
      sampleRateHz: picture.sampling_rate,
      startSample: 0,
      hopLength: picture.hop_length,
      columns,
      rows: bins,
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
    const golden = readGolden(`${name}.db.f32`, bins, columns);
    // The constant-Q ones are relative to an amplitude of 1.
    const loudest = golden.reduce((most, level) => Math.max(most, level));
    const relative = golden.map((level) => level - loudest);
    expect(greatestDifference(levels, relative, (level) => level > from)).toBeLessThan(decibels);
    const range = usualRange(compared);
    const ours = levels.map((level) => intensity(level, range));
    expect(greatestDifference(ours, readGolden(`${name}.contrast.f32`, bins, columns))).toBeLessThan(contrast);
  });
});
