import {
  adamW,
  binaryCrossEntropy,
  constantRate,
  cosineDecay,
  crossEntropy,
  dense,
  dropout,
  evaluate,
  exportModel,
  fit,
  type FitOptions,
  Graph,
  logarithm,
  mean,
  meanSquaredError,
  multiply,
  type Model,
  normal,
  onnxRuntime,
  randomSource,
  shuffledBatches,
  tanh,
  Trainer,
  type TrainerOptions,
  TrainingDivergedError,
  type Value,
} from '../index.js';

const runtime = onnxRuntime();
const trainers: Trainer[] = [];
afterEach(async () => {
  for (const trainer of trainers.splice(0)) await trainer.release();
});

describe('learns', () => {
  it('exclusive or', async () => {
    const trainer = train((_, { input, target }) => ({
      loss: binaryCrossEntropy(dense(tanh(dense(input, 'hidden', 4)), 'score', 1), target),
    }));
    const input = { data: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), shape: [4, 2] };
    const target = { data: Float32Array.of(0, 1, 1, 0), shape: [4, 1] };
    const { endedBy } = await fit(trainer, { steps: 200, batch: () => ({ input, target }) });
    expect(endedBy).toBe('steps');
    expect((await trainer.evaluate({ input, target })).loss).toBeLessThan(0.02);
  });

  it('which of two spirals a point is on, also for points that it has not seen', async () => {
    const trainer = train(spiralModel, {
      schedule: cosineDecay({ peak: 0.02, steps: 600, warmUpSteps: 20 }),
    });
    const seen = spirals(256, 'seen');
    const pick = shuffledBatches({ count: 256, batchSize: 32 });
    const { parameters } = await fit(trainer, { steps: 600, batch: (step) => select(seen, pick(step)) });
    const unseen = spirals(128, 'unseen');
    const graph = new Graph({ weights: parameters });
    graph.output('scores', spiralNetwork(graph.input('points', [128, 2])));
    const { scores } = await evaluate(runtime, graph, { points: unseen.points });
    const right = [...unseen.labels.data].filter((label, index) => {
      return label === (scores.data[2 * index + 1] > scores.data[2 * index] ? 1 : 0);
    });
    expect(right.length / 128).toBeGreaterThan(0.95);
  });
});

describe('a run that was interrupted', () => {
  it.each([1, 5, 8])('ends with the same bits, in the middle after step %i', async (middle) => {
    const whole = await fit(noisy(), spiralRun(12));
    const store = memoryStore();
    const stopped = new AbortController();
    const first = fit(noisy(), {
      ...spiralRun(12),
      checkpoints: { store, everySteps: 100 },
      signal: stopped.signal,
      onProgress: ({ step }) => {
        if (step === middle) stopped.abort(new Error('enough'));
      },
    });
    await expect(first).rejects.toThrow('enough');
    const seen: number[] = [];
    const second = await fit(noisy(), {
      ...spiralRun(12),
      checkpoints: { store, everySteps: 100 },
      onProgress: ({ step }) => void seen.push(step),
    });
    expect(seen[0]).toBe(middle + 1);
    expect(second).toEqual(whole);
  });

  it('says which checkpoint is the last for now', async () => {
    const occasions: string[] = [];
    const store = {
      ...memoryStore(),
      write: (_bytes: Uint8Array, occasion: string) => Promise.resolve(void occasions.push(occasion)),
    };
    const stopped = new AbortController();
    const checkpoints = { store, everySteps: 2 };
    await fit(noisy(), { ...spiralRun(5), checkpoints });
    expect(occasions.splice(0)).toEqual(['regular', 'regular', 'ending']);
    const run = { ...spiralRun(5), checkpoints, signal: stopped.signal };
    await expect(
      fit(noisy(), { ...run, onProgress: ({ step }) => (step === 3 ? stopped.abort(new Error('enough')) : undefined) }),
    ).rejects.toThrow('enough');
    expect(occasions.splice(0)).toEqual(['regular', 'ending']);
    await expect(fit(noisy(), run)).rejects.toThrow('enough');
    expect(occasions).toEqual([]);
  });

  it('refuses a checkpoint of something else', async () => {
    const store = memoryStore();
    await store.write(new Uint8Array(3));
    await expect(fit(noisy(), { ...spiralRun(2), checkpoints: { store, everySteps: 1 } })).rejects.toThrow(
      /safetensors/,
    );
  });
});

it('the same seed gives the same run, another one another', async () => {
  const [first, second, other] = [
    await fit(noisy(), spiralRun(4)),
    await fit(noisy(), spiralRun(4)),
    await fit(noisy(9), spiralRun(4)),
  ];
  expect(second.parameters).toEqual(first.parameters);
  expect(other.parameters).not.toEqual(first.parameters);
});

it('stops when validation gets no better, and gives back the best parameters', async () => {
  const trainer = train(line, { schedule: constantRate(0.3) });
  const batch = { x: row(1, 2, 3, 4), y: row(2, 4, 6, 8) };
  const other = { x: row(1, 2, 3, 4), y: row(1, 2, 3, 4) };
  const losses: number[] = [];
  const result = await fit(trainer, {
    steps: 200,
    batch: () => batch,
    validation: { batches: [other], everySteps: 1, patience: 3 },
    onProgress: ({ validation }) => void losses.push(validation!.loss),
  });
  expect(result.endedBy).toBe('patience');
  expect(result.best).toEqual({ step: result.steps - 3, loss: Math.min(...losses) });
  const evaluation = await train(line, { initial: result.parameters }).evaluate(other);
  expect(evaluation.loss).toBe(result.best!.loss);
});

it('frozen parameters keep their bits', async () => {
  const trainer = train(spiralModel, { frozen: (name) => name.startsWith('first') });
  const batch = spirals(8, 'frozen');
  await trainer.evaluate(batch);
  const before = trainer.parameters();
  await trainer.train(batch);
  const after = trainer.parameters();
  const changed = [...after].filter(([name, { data }]) =>
    data.some((value, index) => value !== before.get(name)!.data[index]),
  );
  expect(changed.map(([name]) => name)).toEqual(['second.weight', 'second.bias', 'scores.weight', 'scores.bias']);
});

it('batches of several shapes train the same parameters', async () => {
  const trainer = train(spiralModel, { cachedGraphs: 1, schedule: constantRate(0.01) });
  const losses: number[] = [];
  for (const size of [4, 8, 4, 8]) losses.push((await trainer.train(spirals(size, 'shapes'))).loss);
  expect(losses[2]).toBeLessThan(losses[0]);
  expect(trainer.step).toBe(4);
});

it('an exported model gives the same numbers', async () => {
  const trainer = train(spiralModel);
  const batch = spirals(16, 'export');
  await trainer.train(batch);
  const { loss } = await trainer.evaluate(batch);
  const model = exportModel(trainer.parameters(), (graph) => {
    const [points, labels] = [graph.input('points', [16, 2]), graph.input('labels', [16], 'int32')];
    return { loss: crossEntropy(spiralNetwork(points), labels) };
  });
  const compiled = await runtime.compile(model);
  const result = await compiled.run(batch, { loss: undefined });
  expect(result.loss.data[0]).toBe(loss);
  await compiled.release();
});

it('averaged parameters lie between the first and the last', async () => {
  const trainer = train(line, { averaging: 0.9, schedule: constantRate(0.01) });
  const plain = train(line, { schedule: constantRate(0.01) });
  const batch = { x: row(1, 2), y: row(5, 10) };
  for (let step = 0; step < 20; step++) {
    await trainer.train(batch);
    await plain.train(batch);
  }
  const [average, last] = [trainer, plain].map((one) => one.parameters().get('slope')!.data[0]);
  expect(average).toBeGreaterThan(0);
  expect(average).toBeLessThan(last);
  expect((await trainer.evaluate(batch)).loss).toBeGreaterThan((await plain.evaluate(batch)).loss);
});

it('refuses parameters that the loss does not depend on', async () => {
  const trainer = train((graph, batch) => ({
    ...line(graph, batch),
    metrics: { idle: mean(graph.parameter('idle', [2])) },
  }));
  await expect(trainer.train({ x: row(1), y: row(1) })).rejects.toThrow(
    /names idle, on which the loss does not depend/,
  );
});

it('a step that diverges is refused and changes nothing', async () => {
  const broken = train((graph, { x, y }) => ({ loss: logarithm(line(graph, { x, y }).loss) }));
  await expect(broken.train({ x: row(0), y: row(0) })).rejects.toThrow(TrainingDivergedError);
  expect(broken.step).toBe(0);
  expect([...broken.parameters().get('slope')!.data]).toEqual([0]);
});

it('names what is wrong with a batch or with weights', async () => {
  const trainer = train(line);
  await expect(trainer.train({ x: { data: new Float32Array(3), shape: [2, 2] }, y: row(1) })).rejects.toThrow(
    /^batch\.x has 3 numbers.*\[2, 2\] needs 4/,
  );
  const wrong = train(line, { initial: new Map([['slope', row(1, 2)]]) });
  await expect(wrong.train({ x: row(1), y: row(1) })).rejects.toThrow(/^slope is known with shape \[1, 2\].*\[1, 1\]/);
  expect(() => exportModel(new Map(), (graph) => ({ out: graph.parameter('w', [1]) }))).toThrow(/weights must hold w/);
});

function train(model: Model, options: Partial<TrainerOptions> = {}): Trainer {
  const trainer = new Trainer({
    runtime,
    model,
    optimiser: adamW({ weightDecay: 0 }),
    schedule: constantRate(0.05),
    seed: 3,
    ...options,
  });
  trainers.push(trainer);
  return trainer;
}

/** `y = slope · x`, and the slope begins at 0. */
function line(graph: Graph, { x, y }: Readonly<Record<string, Value>>) {
  return { loss: meanSquaredError(multiply(x, graph.parameter('slope', [1, 1])), y) };
}

function row(...values: number[]) {
  return { data: Float32Array.from(values), shape: [1, values.length] };
}

function spiralNetwork(points: Value): Value {
  const first = tanh(dense(points, 'first', 24));
  return dense(tanh(dense(first, 'second', 24)), 'scores', 2);
}

function spiralModel(_: Graph, { points, labels }: Readonly<Record<string, Value>>) {
  return { loss: crossEntropy(spiralNetwork(points), labels) };
}

/** Points of two arms that wind around each other once. */
function spirals(count: number, seed: string) {
  const random = randomSource(seed);
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  const points = [...labels].flatMap((label) => {
    const radius = 0.1 + 0.9 * random();
    const angle = 2 * Math.PI * radius + Math.PI * label;
    return [Math.cos(angle), Math.sin(angle)].map((value) => 2 * radius * value + 0.02 * normal(random));
  });
  return { points: { data: Float32Array.from(points), shape: [count, 2] }, labels: { data: labels, shape: [count] } };
}

function select({ points, labels }: ReturnType<typeof spirals>, chosen: number[]) {
  const picked = chosen.flatMap((index) => [points.data[2 * index], points.data[2 * index + 1]]);
  return {
    points: { data: Float32Array.from(picked), shape: [chosen.length, 2] },
    labels: { data: Int32Array.from(chosen, (index) => labels.data[index]), shape: [chosen.length] },
  };
}

/** With everything that has a state of its own: dropout, momentum, average, schedule, early stopping. */
function noisy(seed = 3): Trainer {
  return train((_, { points, labels }) => ({ loss: crossEntropy(dropout(spiralNetwork(points), 0.3), labels) }), {
    schedule: cosineDecay({ peak: 0.05, steps: 12, warmUpSteps: 2 }),
    clipNorm: 1,
    averaging: 0.8,
    seed,
  });
}

function spiralRun(steps: number): FitOptions {
  const all = spirals(24, 'lines');
  const pick = shuffledBatches({ count: 24, batchSize: 10 });
  const batches = [spirals(8, 'validation')];
  return { steps, batch: (step) => select(all, pick(step)), validation: { batches, everySteps: 2, patience: 20 } };
}

function memoryStore() {
  let kept: Uint8Array | undefined;
  return {
    read: () => Promise.resolve(kept),
    write: (bytes: Uint8Array) => {
      kept = bytes;
      return Promise.resolve();
    },
  };
}
