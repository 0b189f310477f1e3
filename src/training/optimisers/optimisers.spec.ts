import { differentiate } from '../graph/differentiate.js';
import { Graph } from '../graph/graph.js';
import { multiply } from '../operations/arithmetic.js';
import { sum } from '../operations/reductions.js';
import { filledWith } from '../randomness/initialisers.js';
import { evaluate } from '../run/evaluate.js';
import { onnxRuntime } from '../run/onnx-runtime.js';
import { Trainer } from '../trainer/trainer.js';
import { adamW } from './adamw.js';
import { clipByGlobalNorm } from './clip-by-global-norm.js';
import { type Optimiser } from './optimiser.js';
import { constantRate, cosineDecay, linearDecay } from './schedules.js';
import { sgd } from './sgd.js';

const pulls = [0.3, -2, 0.5, 0.5, 4];

it('AdamW takes the steps of its paper', async () => {
  const [rate, decay] = [0.1, 0.2];
  let [weight, first, second] = [1.5, 0, 0];
  const expected = pulls.map((gradient, index) => {
    first = 0.9 * first + 0.1 * gradient;
    second = 0.99 * second + 0.01 * gradient ** 2;
    const corrected = first / (1 - 0.9 ** (index + 1)) / (Math.sqrt(second / (1 - 0.99 ** (index + 1))) + 1e-8);
    weight -= rate * (corrected + decay * weight);
    return weight;
  });
  expect(await path(adamW({ beta2: 0.99, weightDecay: decay }), rate)).toEqual(expected.map(near));
});

it.each([false, true])('SGD takes the steps of its definition, Nesterov %s', async (nesterov) => {
  let [weight, velocity] = [1.5, 0];
  const expected = pulls.map((gradient) => {
    const pull = gradient + 0.01 * weight;
    velocity = 0.8 * velocity + pull;
    weight -= 0.1 * (nesterov ? pull + 0.8 * velocity : velocity);
    return weight;
  });
  expect(await path(sgd({ momentum: 0.8, nesterov, weightDecay: 0.01 }), 0.1)).toEqual(expected.map(near));
});

it('SGD without momentum keeps nothing', async () => {
  const expected = [1.47, 1.67, 1.62, 1.57, 1.17];
  expect(await path(sgd({ momentum: 0 }), 0.1)).toEqual(expected.map(near));
});

it('clips all gradients together and leaves short ones alone', async () => {
  const graph = new Graph();
  const long = ['a', 'b'].map((name) => graph.parameter(name, [2]));
  const loss = sum(multiply(multiply(long[0], long[1]), 1));
  const gradients = differentiate(loss, long);
  for (const [name, limit] of [['clipped', 1] as const, ['left', 100] as const]) {
    clipByGlobalNorm(gradients, limit).forEach((gradient, index) => graph.output(`${name}${index}`, gradient));
  }
  const feeds = { a: tensor(0, 3), b: tensor(4, 0) };
  const result = await evaluate(onnxRuntime(), graph, feeds);
  expect([...result.clipped0.data]).toEqual([0.8, 0].map(near));
  expect([...result.clipped1.data]).toEqual([0, 0.6].map(near));
  expect([...result.left0.data, ...result.left1.data]).toEqual([4, 0, 0, 3].map(near));
});

it('schedules climb, fall and stay', () => {
  const options = { peak: 1, steps: 12, warmUpSteps: 2, floor: 0.2 };
  const at = [1, 2, 7, 12, 40];
  expect(at.map(linearDecay(options))).toEqual([0.5, 1, 0.6, 0.2, 0.2].map(near));
  expect(at.map(cosineDecay(options))).toEqual([0.5, 1, 0.6, 0.2, 0.2].map(near));
  expect(at.map(constantRate(0.3))).toEqual([0.3, 0.3, 0.3, 0.3, 0.3]);
});

it('refuses settings out of range by name', () => {
  expect(() => adamW({ beta1: 1 })).toThrow(/^beta1 must be/);
  expect(() => sgd({ momentum: -1 })).toThrow(/^momentum must be/);
  expect(() => cosineDecay({ peak: 1, steps: 3, warmUpSteps: 4 })).toThrow(/^warmUpSteps must be/);
  expect(() => constantRate(NaN)).toThrow(/^rate must be/);
});

/** A weight after each step when its gradients are `pulls`. */
async function path(optimiser: Optimiser, rate: number): Promise<number[]> {
  const trainer = new Trainer({
    runtime: onnxRuntime(),
    model: (graph, { pull }) => ({
      loss: sum(multiply(graph.parameter('w', [1, 1], { initialiser: filledWith(1.5) }), pull)),
    }),
    optimiser,
    schedule: constantRate(rate),
  });
  const weights: number[] = [];
  for (const pull of pulls) {
    await trainer.train({ pull: { data: Float32Array.of(pull), shape: [1, 1] } });
    weights.push(trainer.parameters().get('w')!.data[0]);
  }
  await trainer.release();
  return weights;
}

function tensor(...values: number[]) {
  return { data: Float32Array.from(values), shape: [values.length] };
}

function near(value: number): number {
  return expect.closeTo(value, 5) as number;
}
