import { SpectrogramQuery } from '../dto/spectrogram-query.dto.js';
import { resolveView, type ViewedRecording } from './resolve-view.js';
import { axesOf } from './view-axes.js';

const view = (query: Partial<SpectrogramQuery>, recording: ViewedRecording) =>
  axesOf(resolveView(Object.assign(new SpectrogramQuery(), query), recording));

/** The request that asks for what a view's axes tell. */
function echo(axes: ReturnType<typeof view>, { isWholeHop = false }): Partial<SpectrogramQuery> {
  const { method, sampleRateHz, height, minFrequencyHz, maxFrequencyHz, aggregate } = axes;
  return {
    ...{ method, sampleRateHz, height, minFrequencyHz, maxFrequencyHz, aggregate, start: axes.startSeconds },
    ...{ channel: axes.channel ?? undefined, nFft: axes.nFft ?? undefined },
    binsPerOctave: axes.binsPerOctave ?? undefined,
    duration: axes.durationSeconds,
    ...(isWholeHop ? { hopLength: axes.hopLength } : { columns: axes.columns }),
  };
}

describe.each([1_000, 8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 384_000])('a view at %i Hz', (sampleRateHz) => {
  const recording = { sampleRateHz, channels: 1, durationSeconds: 7 };

  it.each(['log-mel', 'linear', 'constant-q'] as const)('of %s is the same when its axes are sent back', (method) => {
    for (let sample = 1; sample < 3_000; sample += 7) {
      const axes = view({ method, start: sample / sampleRateHz, hopLength: 1 + (sample % 50), columns: 40 }, recording);
      expect(axes.startSeconds).toBe(sample / sampleRateHz);
      expect(view(echo(axes, { isWholeHop: false }), recording)).toEqual(axes);
      expect(view(echo(axes, { isWholeHop: true }), recording)).toEqual(axes);
    }
  });

  it.each(['log-mel', 'linear', 'constant-q'] as const)('of one row of %s can be asked for again', (method) => {
    const axes = view({ method, height: 1 }, recording);
    expect(axes.maxFrequencyHz).toBe(sampleRateHz / 2);
    expect(view(echo(axes, {}), recording)).toEqual(axes);
  });

  it('begins inside of the recording and is not empty, however close to the end', () => {
    for (const missing of [1e-4, 1e-6, 1e-9, 1e-12]) {
      const axes = view({ start: 7 - missing }, recording);
      expect(axes.startSeconds).toBeLessThan(7);
      expect(axes.hopLength).toBeGreaterThan(0);
    }
  });
});
