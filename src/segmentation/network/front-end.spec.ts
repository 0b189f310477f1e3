import { logMelSpectrogram } from '../../dsp/index.js';
import { normal, randomSource } from '../../training/index.js';
import { BASE_SETTINGS } from './base-settings.js';
import { PICTURES, SegmenterFrontEnd, segmenterFrames } from './front-end.js';

const { bands } = BASE_SETTINGS.network;
const noise = (seconds: number, level = 0.01) => {
  const random = randomSource('front end');
  return Float32Array.from({ length: seconds * BASE_SETTINGS.sampleRateHz }, () => level * normal(random));
};

describe('the front end', () => {
  it('gives the same frames whatever the blocks are', () => {
    const samples = noise(4);
    const whole = segmenterFrames(samples, BASE_SETTINGS);
    for (const length of [1, 79, 4_096]) {
      const frames: Float32Array[] = [];
      const frontEnd = new SegmenterFrontEnd(BASE_SETTINGS, (frame) => frames.push(frame));
      const part = length === 1 ? samples.subarray(0, 2_000) : samples;
      for (let start = 0; start < part.length; start += length) frontEnd.push(part.subarray(start, start + length));
      frontEnd.flush();
      expect(frames).toEqual(length === 1 ? segmenterFrames(part, BASE_SETTINGS) : whole);
    }
    expect(whole).toHaveLength(1 + Math.floor(samples.length / 80));
    expect(whole[0]).toHaveLength(PICTURES * bands);
  });

  it('does not hear how loud the recording is', () => {
    const samples = withTone(noise(2));
    const [soft, loud] = [0.3, 4].map((gain) =>
      segmenterFrames(
        samples.map((sample) => gain * sample),
        BASE_SETTINGS,
      ),
    );
    const furthest = Math.max(
      ...soft.map((frame, t) => Math.max(...frame.map((value, i) => Math.abs(value - loud[t][i])))),
    );
    expect(furthest).toBeLessThan(0.01);
  });

  it('is the mel spectrogram of dsp over its background', () => {
    const samples = withTone(noise(2));
    const mel = logMelSpectrogram(samples, {
      sampleRateHz: 32_000,
      fftLength: 256,
      windowLength: 256,
      hopLength: 80,
      bands,
      normalisation: 'none',
      oversampling: 4,
    });
    const frames = segmenterFrames(samples, BASE_SETTINGS);
    const band = 20;
    const over = [410, 500].map((t) => 20 * frames[t][band] - mel.data[t * bands + band]);
    expect(over[1]).toBeCloseTo(over[0], 2);
  });

  it('shows a tone where it begins', () => {
    const frames = segmenterFrames(withTone(noise(2)), BASE_SETTINGS);
    const loudest = frames.map((frame) => Math.max(...frame.subarray(0, bands)));
    expect(Math.max(...loudest.slice(0, 396))).toBeLessThan(1.2);
    expect(Math.min(...loudest.slice(402, 478))).toBeGreaterThan(1.5);
  });

  it.each([
    ['nothing', new Float32Array(0), 0],
    ['one sample', new Float32Array(1), 1],
    ['silence', new Float32Array(32_000), 401],
  ])('takes %s', (_, samples, count) => {
    const frames = segmenterFrames(samples, BASE_SETTINGS);
    expect(frames).toHaveLength(count);
    expect(frames.every((frame) => frame.subarray(0, 2 * bands).every((value) => value === 0))).toBe(true);
  });
});

/** A tone of 4 kHz of 1.0 to 1.2 s. */
function withTone(samples: Float32Array): Float32Array {
  for (let index = 32_000; index < 38_400; index++)
    samples[index] += 0.3 * Math.sin((2 * Math.PI * 4_000 * index) / 32_000);
  return samples;
}
