import { SpectrogramQuery } from '../dto/spectrogram-query.dto.js';
import { resolveView } from './resolve-view.js';
import { viewLane } from './view-lane.js';
import type { ViewSettings } from './view-settings.js';

const settingsOf = (query: Partial<SpectrogramQuery>, durationSeconds: number): ViewSettings =>
  resolveView(Object.assign(new SpectrogramQuery(), query), { sampleRateHz: 48_000, channels: 1, durationSeconds });

describe('a view is drawn on threads', () => {
  it.each([
    ['interactive', 'usual ones', {}, 60],
    ['interactive', 'wide ones', { columns: 20_000 }, 299],
    ['interactive', 'few long windows of an awkward length', { columns: 100, nFft: 65_521 }, 1],
    ['batch', 'long sound', {}, 301],
    ['batch', 'many long windows', { columns: 20_000, nFft: 65_536 }, 60],
    ['batch', 'many windows of an awkward length', { columns: 20_000, nFft: 4_093 }, 60],
  ])('%s: %s', (lane, _name, query, durationSeconds) => {
    expect(viewLane(settingsOf(query, durationSeconds))).toBe(lane);
  });

  it('interactive however long, for those who want it so, unless the transforms are much work', () => {
    expect(viewLane(settingsOf({ aggregate: 'sample' }, 36_000), Infinity)).toBe('interactive');
    expect(viewLane(settingsOf({ nFft: 65_521, columns: 20_000 }, 36_000), Infinity)).toBe('batch');
  });
});
