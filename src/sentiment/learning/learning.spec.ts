import { classificationScores } from '../scores/classification-scores.js';
import { calibrate, calibrated } from './calibrate.js';
import { fitLogistic, linearScores } from './fit-logistic.js';
import { logCountRatios } from './log-count-ratios.js';
import { minimise } from './minimise.js';
import { readExamples } from './read-examples.js';
import { dropRareColumns, toSparseRows } from './sparse-rows.js';

describe('readExamples', () => {
  it('undoes what the corpus went through', () => {
    const table = [
      'label\ttext',
      'positive\t"I said ""hi"" &amp; left\\u002c it\\u2019s fun &#039;ok&#039;"',
      'negative\tno\ttabs lost',
      '',
    ].join('\n');
    expect(readExamples(table)).toEqual([
      { label: 2, text: 'I said "hi" & left, it’s fun \'ok\'' },
      { label: 0, text: 'no\ttabs lost' },
    ]);
  });

  it.each([
    ['text\tlabel\n', /line 1/],
    ['label\ttext\npositive\ta\nhappy\tb', /line 3/],
    ['label\ttext\npositive', /line 2/],
  ])('refuses %j and names the line', (table, fault) => {
    expect(() => readExamples(table)).toThrow(fault);
  });
});

describe('minimise', () => {
  it('finds the minimum of a stretched bowl', () => {
    const stretch = [1, 10, 100];
    const goal = [3, -2, 0.5];
    const bowl = (point: Float32Array, gradient: Float32Array): number =>
      stretch.reduce((sum, factor, index) => {
        const distance = point[index] - goal[index];
        gradient[index] = 2 * factor * distance;
        return sum + factor * distance ** 2;
      }, 1);
    const found = minimise(bowl, new Float32Array(3), { maxIterations: 100, tolerance: 1e-9 });
    for (const [index, value] of goal.entries()) expect(found[index]).toBeCloseTo(value, 3);
  });
});

describe('training of a linear model', () => {
  const BUCKETS = 2 ** 10;
  const examples = ['bad awful', 'awful sad', 'the train', 'a train', 'the bus', 'a bus', 'good fun', 'fun love'].map(
    (text, index) => ({ text, label: [0, 0, 1, 1, 1, 1, 2, 2][index] }),
  );
  const rows = toSparseRows(examples, BUCKETS);

  it('counts a class by how much more often its words occur in it', () => {
    const ratios = logCountRatios(
      {
        starts: Uint32Array.of(0, 1, 2, 3),
        columns: Uint32Array.of(0, 1, 1),
        values: new Float32Array(3),
        labels: Uint8Array.of(0, 1, 2),
      },
      2,
    );
    expect([...ratios].map((ratio) => Math.sign(Math.round(ratio)))).toEqual([1, -1, -1, -1, 1, 1]);
  });

  it('drops what occurs once', () => {
    const { rows: kept, kept: columns } = dropRareColumns(rows, BUCKETS, 2);
    expect(columns.length).toBeGreaterThan(0);
    expect(kept.columns.length).toBe(kept.starts.at(-1));
    const counts = new Map<number, number>();
    for (const column of kept.columns) counts.set(column, (counts.get(column) ?? 0) + 1);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(2);
  });

  it('lowers its loss with every step', () => {
    let largest = 0;
    const scale = new Float32Array(BUCKETS * 3).fill(1);
    fitLogistic(rows, scale, 5, {
      maxIterations: 3,
      tolerance: 0,
      onIteration: (_, value) => (largest = Math.max(largest, value)),
    });
    // The first value of a balanced loss is log 3; every step lowers it.
    expect(largest).toBeLessThan(Math.log(3));
  });

  it('learns what it is shown, twice the same', () => {
    const fit = () => fitLogistic(rows, logCountRatios(rows, BUCKETS), 10, { maxIterations: 40, tolerance: 1e-6 });
    const model = fit();
    expect(fit()).toEqual(model);
    const scores = linearScores(rows, model);
    const told = Array.from(examples, (_, row) => {
      const own = [...scores.subarray(row * 3, row * 3 + 3)];
      return own.indexOf(Math.max(...own));
    });
    expect(classificationScores(rows.labels, told)).toMatchObject({ macroRecall: 1, accuracy: 1 });
  });
});

describe('calibrate', () => {
  it('makes probabilities of scores that are too sure and lean to one class', () => {
    // Of every class, nine in ten have the largest score; all scores are ten times too large and lean to the first class.
    const scores: number[] = [];
    const labels: number[] = [];
    for (let label = 0; label < 3; label++) {
      for (let index = 0; index < 100; index++) {
        const told = index < 90 ? label : (label + 1 + (index % 2)) % 3;
        scores.push(...[0, 1, 2].map((each) => 10 * Number(each === told) + (each === 0 ? 5 : 0)));
        labels.push(label);
      }
    }
    const raw = Float64Array.from(scores);
    const probabilities = calibrated(raw, calibrate(raw, Uint8Array.from(labels)));
    expect(probabilities[0]).toBeCloseTo(0.9, 1);
    expect(probabilities[100 * 3 + 1]).toBeCloseTo(0.9, 1);
  });
});

describe('classificationScores', () => {
  it('counts each class the same', () => {
    const scores = classificationScores([0, 1, 1, 1, 2], [0, 1, 1, 2, 0]);
    expect(scores.recalls).toEqual([1, 2 / 3, 0]);
    expect(scores.macroRecall).toBeCloseTo(5 / 9, 9);
    expect(scores.accuracy).toBeCloseTo(0.6, 9);
    // F1 of negative 2/3, of positive 0.
    expect(scores.f1OfPolar).toBeCloseTo(1 / 3, 9);
  });
});
