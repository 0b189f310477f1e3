import {
  add,
  concatenate,
  conv2d,
  convolutionLayer,
  crossEntropy,
  dense,
  differentiate,
  embedding,
  groupNorm,
  Graph,
  layerNorm,
  linear,
  matrixProduct,
  maxPool,
  multiHeadAttention,
  multiply,
  pad,
  reshape,
  slice,
  split,
  sum,
  transpose,
  TrainingArgumentError,
} from '../index.js';
import { gradientError } from '../../../test/support/training/check-gradients.js';

const graph = new Graph();
const of = (...shape: number[]) => graph.constant({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) });

describe('names the argument, what was given and what would fit', () => {
  it.each([
    ['right', /^right has shape \[2, 4\].*broadcast with \[2, 3\]: axis -1 is 4 and 3/, () => add(of(2, 3), of(2, 4))],
    ['shape', /^shape \[4, -1\] cannot hold the 6 numbers of \[2, 3\]/, () => reshape(of(2, 3), [4, -1])],
    [
      'order',
      /^order must name each of the 2 axes of \[2, 3\] once, but is \[0, 0\]/,
      () => transpose(of(2, 3), [0, 0]),
    ],
    ['axis', /^axis must be an axis of -2..1, but is 2/, () => slice(of(2, 3), 2, 0, 1)],
    ['end', /^end must be an integer of 1..3, but is 4/, () => slice(of(2, 3), 1, 0, 4)],
    ['sizes', /^sizes must add up to 3, but add up to 4/, () => split(of(2, 3), 1, [2, 2])],
    ['before', /^before must hold one whole number for each axis of \[3\]/, () => pad(of(3), [1, 1], [0])],
    [
      'inputs[1]',
      /^inputs\[1\] has shape \[3, 3\] and inputs\[0\] has \[2, 4\]/,
      () => concatenate([of(2, 4), of(3, 3)], 1),
    ],
    [
      'right',
      /^right of shape \[2, 3\] does not follow \[2, 3\] in a product: 3 columns/,
      () => matrixProduct(of(2, 3), of(2, 3)),
    ],
    [
      'weight',
      /^weight has shape \[4, 2\], but the input of shape \[2, 3\] needs \[3, outputs\]/,
      () => linear(of(2, 3), of(4, 2)),
    ],
    ['bias', /^bias has shape \[3\], but must have \[2\]/, () => linear(of(2, 3), of(3, 2), of(3))],
    [
      'input',
      /^input must be \[batch, channels, height, width\], but has shape \[3, 4\]/,
      () => conv2d(of(3, 4), of(1, 1, 1, 1)),
    ],
    [
      'weight',
      /^weight has shape \[2, 3, 1, 1\] and the input \[1, 4, 2, 2\].*must be \[a multiple of 1, 4/,
      () => conv2d(of(1, 4, 2, 2), of(2, 3, 1, 1)),
    ],
    [
      'kernel',
      /^kernel spans 5 positions of an axis that has 4/,
      () => conv2d(of(1, 1, 4, 4), of(1, 1, 3, 3), undefined, { dilation: 2 }),
    ],
    [
      'stride',
      /^stride must be one number or 2 of them/,
      () => conv2d(of(1, 1, 4, 4), of(1, 1, 3, 3), undefined, { stride: [1] }),
    ],
    ['groups', /^groups must be an integer of 1..4/, () => convolutionLayer(of(1, 4, 2, 2), 'c', 4, 1, { groups: 5 })],
    ['padding', /^padding must be smaller than the window/, () => maxPool(of(1, 1, 4), 2, { padding: 2 })],
    ['scale', /^scale has shape \[3\], but must have \[4\]/, () => layerNorm(of(2, 4), of(3), of(4))],
    ['groups', /^groups must divide the 4 channels, but is 3/, () => groupNorm(of(1, 4, 2), of(4), of(4), 3)],
    ['indices', /^indices must hold int32 or int64, but holds float32/, () => embedding(of(4, 2), of(3))],
    [
      'heads',
      /^heads must divide the 4 channels, but is 3/,
      () => multiHeadAttention(of(1, 2, 4), of(1, 2, 4), of(1, 2, 4), 3),
    ],
    ['labels', /^labels must hold int32/, () => crossEntropy(of(2, 3), of(2))],
    ['loss', /^loss must be a scalar, but has shape \[2\]; reduce it/, () => differentiate(of(2), [])],
    [
      'tensor',
      /^tensor has 3 numbers, but its shape \[2\] needs 2/,
      () => graph.constant({ shape: [2], data: new Float32Array(3) }),
    ],
    [
      'shape of unusual',
      /^shape of unusual must have axes of positive whole sizes, but is \[0\]/,
      () => graph.parameter('unusual', [0]),
    ],
    ['name', /^name must be letters.*"\/w"/, () => graph.input('/w', [1])],
  ])('%s', (argument, message, mistake) => {
    expect(mistake).toThrow(TrainingArgumentError);
    expect(mistake).toThrow(message);
    expect(mistake).toThrow(expect.objectContaining({ argument }) as Error);
  });

  it('a name that is taken, a parameter of two shapes and a value of another graph', () => {
    graph.parameter('taken', [2]);
    expect(() => graph.input('taken', [2])).toThrow(/^name taken is taken/);
    expect(() => graph.parameter('taken', [3])).toThrow(/^shape of parameter taken is \[3\] here and \[2\] before/);
    expect(() => add(of(1), new Graph().scalar(1))).toThrow(/belongs to another graph/);
  });
});

it('asking twice for a parameter shares it', () => {
  expect(graph.parameter('shared', [2])).toBe(graph.parameter('shared', [2]));
});

it('writes no gradient for what is frozen, nor for what lies before it', () => {
  const count = (frozen?: (name: string) => boolean) => {
    const written = new Graph({ mode: 'training', frozen });
    const hidden = dense(written.input('x', [2, 3]), 'first', 3);
    const loss = sum(multiply(dense(hidden, 'second', 1), 2));
    const trained = written.parameters.filter(({ trainable }) => trainable);
    expect(
      differentiate(
        loss,
        trained.map(({ value }) => value),
      ),
    ).toHaveLength(trained.length);
    return written.model().nodes.length;
  };
  expect(count((name) => name.startsWith('first'))).toBeLessThan(count());
});

it('refuses to differentiate for what the loss does not depend on', () => {
  const written = new Graph({ mode: 'training' });
  const [used, idle] = [written.parameter('used', [1]), written.parameter('idle', [1])];
  expect(() => differentiate(sum(used), [idle])).toThrow(/names idle, on which the loss does not depend/);
});

it('the check of gradients finds a rule that is wrong', async () => {
  const wrong = gradientError({ input: [3] }, ({ input }) => {
    const output = input.graph.node('Mul', [input, input], input.shape);
    return input.graph.record([input], output, [(gradient) => multiply(gradient, input)]);
  });
  expect(await wrong).toBeGreaterThan(0.4);
});
