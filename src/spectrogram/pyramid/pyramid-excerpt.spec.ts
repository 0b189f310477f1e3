import { deflateRawSync } from 'node:zlib';
import { frequenciesOf } from '../picture/frequencies-of.js';
import type { ViewSettings } from '../view/view-settings.js';
import { TILE_COLUMNS } from './pyramid-description.js';
import { excerptLevels } from './pyramid-excerpt.js';

const GIVEN = 300;
const VIEW: ViewSettings = {
  method: 'log-mel',
  channel: 0,
  sampleRateHz: 16_000,
  startSample: 0,
  hopLength: 1_024,
  columns: 4,
  rows: GIVEN,
  fftLength: 512,
  minimumHz: 0,
  maximumHz: 8_000,
  binsPerOctave: 0,
  aggregate: 'max',
  framing: 'continuous',
};

/** A tile in which one row is loud. */
function excerptWith(loud: number) {
  const cells = new Uint8Array(TILE_COLUMNS * GIVEN).map((_, index) => (index % GIVEN === loud ? 200 : 100));
  return { rows: GIVEN, hopLength: 512, firstColumn: 0, tiles: [{ max: deflateRawSync(cells) }] };
}

describe('excerptLevels', () => {
  it.each(
    (['log-mel', 'linear'] as const).flatMap((method) =>
      [20, 75, 300, 700].flatMap((rows) => [0, 3, 150, 290, 299].map((loud) => [method, rows, loud] as const)),
    ),
  )('%s, %i rows: what is loud at row %i of the tiles is where its frequency is', (method, rows, loud) => {
    const view = { ...VIEW, method, rows };
    const { levels } = excerptLevels(excerptWith(loud), view);
    const hertz = frequenciesOf({ ...view, rows: GIVEN })[loud];
    const distances = Array.from(frequenciesOf(view), (frequency) => Math.abs(frequency - hertz));
    const nearest = distances.indexOf(Math.min(...distances));
    const column = levels.subarray(0, rows);
    expect(column[nearest]).toBe(column.reduce((most, level) => Math.max(most, level)));
  });
});
