import { differentiate } from '../graph/differentiate.js';
import { Graph } from '../graph/graph.js';
import { type Parameter } from '../graph/parameter.js';
import { dataTypeOf } from '../graph/tensor-data.js';
import { type Value } from '../graph/value.js';
import { clipByGlobalNorm, globalNorm } from '../optimisers/clip-by-global-norm.js';
import { type Optimiser } from '../optimisers/optimiser.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { type Batch, type Model } from './model.js';
import { gradientNormName, lossName, metricName, nextName, slotName } from './state-names.js';

export interface StepGraphOptions {
  optimiser: Optimiser;
  clipNorm?: number;
  frozen?: (name: string) => boolean;
}

/** Forward pass only, dropout off. */
export function evaluationGraph(model: Model, batch: Batch): Graph {
  const graph = new Graph({ mode: 'inference' });
  writeModelInto(graph, model, batch);
  return graph;
}

/** One whole step: forward pass, gradients, clipping and update. Parameters and slots go in, and out as their next values. */
export function stepGraph(model: Model, batch: Batch, { optimiser, clipNorm, frozen }: StepGraphOptions): Graph {
  const graph = new Graph({ mode: 'training', frozen });
  const loss = writeModelInto(graph, model, batch);
  const trained = graph.parameters.filter(({ trainable }) => trainable);
  if (trained.length === 0) throw new TrainingArgumentError('model', 'has no parameter to train; unfreeze one.');
  const gradients = differentiate(
    loss,
    trained.map(({ value }) => value),
  );
  graph.output(gradientNormName, globalNorm(gradients));
  const applied = clipNorm === undefined ? gradients : clipByGlobalNorm(gradients, clipNorm);
  const scalars = hostScalars(graph, optimiser);
  trained.forEach((parameter, index) => writeUpdate(graph, optimiser, parameter, applied[index], scalars));
  return graph;
}

function writeModelInto(graph: Graph, model: Model, batch: Batch): Value {
  const inputs = Object.entries(batch).map(([name, { data, shape }]) => {
    return [name, graph.input(name, shape, dataTypeOf(`batch.${name}.data`, data))] as const;
  });
  const { loss, metrics = {} } = model(graph, Object.fromEntries(inputs));
  graph.output(lossName, loss);
  for (const [name, metric] of Object.entries(metrics)) graph.output(metricName(name), metric);
  return loss;
}

function hostScalars(graph: Graph, optimiser: Optimiser): Record<string, Value> {
  const names = Object.keys(optimiser.scalars(1, 0));
  return Object.fromEntries(names.map((name) => [name, graph.hostInput(name, [])]));
}

function writeUpdate(
  graph: Graph,
  optimiser: Optimiser,
  parameter: Parameter,
  gradient: Value,
  scalars: Readonly<Record<string, Value>>,
): void {
  const { name, shape } = parameter;
  const slots = optimiser.slots.map((slot) => [slot, graph.hostInput(slotName(slot, name).slice(1), shape)] as const);
  const next = graph.withoutRecording(() => optimiser.update(parameter, gradient, Object.fromEntries(slots), scalars));
  graph.output(nextName(name), next.parameter);
  for (const slot of optimiser.slots) graph.output(nextName(slotName(slot, name)), next.slots[slot]);
}
