import { frequenciesOf } from '../picture/frequencies-of.js';
import { axesOf } from './view-axes.js';
import type { ViewSettings } from './view-settings.js';

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The JSON answer: axes, and the levels row by row from the lowest frequency, in hundredths of a decibel. */
export function encodeViewJson(
  levels: Float32Array,
  loudestDb: number,
  settings: ViewSettings,
): Uint8Array<ArrayBuffer> {
  const { rows, columns, startSample, sampleRateHz, hopLength } = settings;
  const times = Array.from({ length: columns }, (_, column) =>
    rounded((startSample + (column + 0.5) * hopLength) / sampleRateHz, 6),
  );
  const values = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => rounded(levels[column * rows + row], 2)),
  );
  const answer = {
    ...axesOf(settings),
    loudestDb: rounded(loudestDb, 2),
    times,
    frequencies: Array.from(frequenciesOf(settings), (frequency) => rounded(frequency, 3)),
    values,
  };
  return Uint8Array.from(Buffer.from(JSON.stringify(answer)));
}
