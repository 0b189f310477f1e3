import {
  clipOf,
  describeGolden,
  goldenPictures,
  greatestDifference,
  readGolden,
} from '../../../test/support/golden-pictures.js';
import { amplitudeToDb } from '../levels/decibels.js';
import { constantQ } from './constant-q.js';

describeGolden('constant-Q agreement with librosa (skipped without ../shared)', () => {
  it.each(goldenPictures('constant-q'))('%s within 0.05 dB above -60 dB', (name, picture) => {
    const { bins, num_spec_columns: columns } = picture;
    const { data } = constantQ(clipOf(picture), {
      sampleRateHz: picture.sampling_rate,
      minimumHz: picture.min_frequency,
      bins,
      binsPerOctave: picture.bins_per_octave,
      window: 'blackman-harris',
      hopLength: picture.hop_length,
    });
    // The picture lacks the last frame.
    const decibels = amplitudeToDb(data).subarray(0, bins * columns);
    const golden = readGolden(`${name}.db.f32`, bins, columns);
    expect(golden.filter((value) => value > -60).length).toBeGreaterThan(90_000);
    expect(greatestDifference(decibels, golden, (value) => value > -60)).toBeLessThan(0.05);
  });
});
