import { differentiate } from '../graph/differentiate.js';
import { Graph } from '../graph/graph.js';
import { evaluate } from '../run/evaluate.js';
import { onnxRuntime } from '../run/onnx-runtime.js';
import { dropout } from './dropout.js';
import { sum } from './reductions.js';

const input = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };

it('drops what its random numbers say, scales up the rest, and its gradient does the same', async () => {
  const graph = new Graph({ mode: 'training' });
  const value = graph.parameter('input', [2, 3]);
  const output = dropout(value, 0.25);
  const [gradient] = differentiate(sum(output), [value]);
  graph.output('output', output);
  graph.output('gradient', gradient);
  const [{ name, shape }] = graph.randomInputs;
  const random = { shape, data: Float32Array.of(0.1, 0.3, 0.24, 0.26, 0, 0.99) };
  const result = await evaluate(onnxRuntime(), graph, { input, [name]: random });
  const expected = [0, 2, 0, 4, 0, 6].map((number) => expect.closeTo(number / 0.75, 5) as number);
  expect([...result.output.data]).toEqual(expected);
  const kept = [0, 1, 0, 1, 0, 1].map((number) => expect.closeTo(number / 0.75, 5) as number);
  expect([...result.gradient.data]).toEqual(kept);
});

it('lets numbers along shared axes live and die together', () => {
  const graph = new Graph({ mode: 'training' });
  dropout(graph.parameter('input', [2, 4, 5]), 0.5, { sharedAxes: [2] });
  expect(graph.randomInputs[0].shape).toEqual([2, 4, 1]);
});

it('is nothing outside training', () => {
  const value = new Graph({ mode: 'inference' }).parameter('input', [2]);
  expect(dropout(value, 0.5)).toBe(value);
  expect(() => dropout(value, 1)).toThrow(/^probability must be/);
});
