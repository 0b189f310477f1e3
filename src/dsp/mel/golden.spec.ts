import {
  clipOf,
  describeGolden,
  goldenPictures,
  greatestDifference,
  readGolden,
  readWav,
} from '../../../test/support/golden-pictures.js';
import { powerToDb } from '../levels/decibels.js';
import { melSpectrogram } from './mel-spectrogram.js';
import { mfcc } from './mfcc.js';
import { whisperLogMel } from './whisper-log-mel.js';

const MEERKAT = 'audio/animals/meerkat/VALP007_AL_6_15DEC2022_MF_ML.wav';

describeGolden('agreement with librosa (skipped without ../shared)', () => {
  it.each(goldenPictures('log-mel'))('log-mel of %s within 0.01 dB', (name, picture) => {
    const { bins, num_spec_columns: columns } = picture;
    const { data } = melSpectrogram(clipOf(picture), {
      sampleRateHz: picture.sampling_rate,
      fftLength: picture.n_fft!,
      hopLength: picture.hop_length,
      bands: bins,
      minimumHz: picture.min_frequency,
      maximumHz: picture.max_frequency,
      oversampling: 8,
    });
    // The picture lacks the last frame, also where its range is found.
    const decibels = powerToDb(data.subarray(0, columns * bins), { reference: 'maximum' });
    expect(greatestDifference(decibels, readGolden(`${name}.db.f32`, bins, columns))).toBeLessThan(0.01);
  });

  it("Whisper's 80 mel bands within 1e-3", () => {
    const { bands, frames, data } = whisperLogMel(readWav(MEERKAT));
    expect([bands, frames]).toEqual([80, 728]);
    // Theirs and ours both lie band after band.
    expect(greatestDifference(data, readGolden('meerkat.whisper80.f32', bands * frames, 1))).toBeLessThan(1e-3);
  });

  it('20 MFCCs within 1e-3', () => {
    const coefficients = mfcc(readWav(MEERKAT), { sampleRateHz: 16_000 });
    expect(coefficients).toMatchObject({ frames: 228, bins: 20 });
    expect(greatestDifference(coefficients.data, readGolden('meerkat.mfcc20.f32', 20, 228))).toBeLessThan(1e-3);
  });
});
