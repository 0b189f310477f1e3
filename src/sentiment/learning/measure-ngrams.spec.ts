import { exportNgrams } from '../model/export-ngrams.js';
import { ngramSettings } from './describe-base.js';
import { measureNgrams } from './measure-ngrams.js';
import { toSparseRows } from './sparse-rows.js';

const BUCKETS = 512;
const CALIBRATION = { sharpness: 1, offsets: [0, 0, 0] };
const examples = [
  { label: 0, text: 'awful' },
  { label: 2, text: 'splendid' },
] as const;

/** Weights of which those of "splendid" are so small beside another one that a byte of them is 0. */
function lopsided(): Float32Array {
  const weights = new Float32Array(BUCKETS * 3);
  const { starts, columns } = toSparseRows(examples, BUCKETS);
  const [first, second] = [columns.slice(0, starts[1]), columns.slice(starts[1])];
  for (const column of first) if (!second.includes(column)) weights[column * 3] = 1;
  for (const column of second) if (!first.includes(column)) weights[column * 3 + 2] = 0.1;
  const unused = Array.from({ length: BUCKETS }, (_, column) => column).find((column) => !columns.includes(column))!;
  weights[unused * 3 + 2] = 100;
  return weights;
}

describe('measureNgrams', () => {
  const model = (weights: Float32Array) => ({ weights, biases: [0, 0.01, 0] });

  it('tells how often the stored file is right', async () => {
    const weights = lopsided().map((weight) => (weight === 100 ? 0.1 : weight));
    const file = exportNgrams(model(weights), CALIBRATION);
    const [recall, , accuracy] = await measureNgrams(file, ngramSettings(BUCKETS), examples);
    expect([recall, accuracy]).toMatchObject([
      { what: 'macro-averaged recall', figure: 1, data: 'dev.tsv (2 texts)' },
      { what: 'accuracy', figure: 1 },
    ]);
  });

  it('counts what is lost when weights become bytes', async () => {
    const file = exportNgrams(model(lopsided()), CALIBRATION);
    const [, , accuracy] = await measureNgrams(file, ngramSettings(BUCKETS), examples);
    expect(accuracy).toMatchObject({ what: 'accuracy', figure: 0.5 });
  });
});
