import { SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import { checkHearing } from './check-hearing.js';

const recording = { sampleRateHz: 8_000, channels: 2 };

describe('checkHearing', () => {
  it.each([{}, { channel: 1 }, { minFrequencyHz: 3_999 }, { channel: 0, threshold: 0.4 }])('takes %j', (options) => {
    expect(() => checkHearing(SMALL_SEGMENTER, options, recording)).not.toThrow();
  });

  it.each<[object, string]>([
    [{ channel: 2 }, 'audio-no-such-channel'],
    [{ minFrequencyHz: 4_000 }, 'min-frequency-too-high'],
    [{ minFrequencyHz: 7_000 }, 'min-frequency-too-high'],
  ])('refuses %j of a recording of two channels at 8 kHz', (options, code) => {
    expect(() => checkHearing(SMALL_SEGMENTER, options, recording)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('takes what lies above the model where the recording reaches higher', () => {
    const high = { sampleRateHz: 250_000, channels: 1 };
    expect(() => checkHearing(SMALL_SEGMENTER, { minFrequencyHz: 35_000 }, high)).not.toThrow();
    expect(() =>
      checkHearing(SMALL_SEGMENTER, { minFrequencyHz: 35_000 }, { ...high, sampleRateHz: 48_000 }),
    ).toThrow();
  });
});
