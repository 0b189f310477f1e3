import { checkNumber } from '../check-arguments.js';
import { elementCount } from '../graph/shape.js';
import { checkTensor, type FloatTensor, type TensorData } from '../graph/tensor-data.js';
import { type Optimiser } from '../optimisers/optimiser.js';
import { type Schedule } from '../optimisers/schedules.js';
import { randomSource } from '../randomness/random-source.js';
import { type GraphRuntime } from '../run/graph-runtime.js';
import { GraphCache, type ReadyGraph } from './graph-cache.js';
import { type Batch, type Model } from './model.js';
import { MovingAverage } from './moving-average.js';
import { ParameterState } from './parameter-state.js';
import { gradientNormName, lossName, metricName } from './state-names.js';
import { evaluationGraph, stepGraph } from './step-graph.js';
import { TrainingDivergedError } from './training-diverged-error.js';

export interface TrainerOptions {
  runtime: GraphRuntime;
  model: Model;
  optimiser: Optimiser;
  schedule: Schedule;
  /** Longest that all gradients together may be; unlimited when left out. */
  clipNorm?: number;
  /** Decides the first parameters and all dropout; 0 when left out. */
  seed?: number;
  /** Names the parameters that stay as they are. */
  frozen?: (name: string) => boolean;
  /** Numbers to begin with; parameters that it lacks are initialised. */
  initial?: ReadonlyMap<string, FloatTensor>;
  /** Memory of a moving average of the parameters, as 0.999; none is kept when left out. */
  averaging?: number;
  /** Compiled graphs that are kept, one for each combination of batch shapes; 8 when left out. */
  cachedGraphs?: number;
}

export interface Evaluation {
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}

export interface StepReport extends Evaluation {
  /** Counts from 1. */
  readonly step: number;
  readonly learningRate: number;
  /** Before clipping. */
  readonly gradientNorm: number;
}

/** Everything that has to be kept to go on as if nothing had happened. */
export interface TrainerState {
  readonly step: number;
  readonly tensors: ReadonlyMap<string, FloatTensor>;
  readonly averages: ReadonlyMap<string, FloatTensor>;
}

/** Trains a model step by step. {@link fit} adds the loop around it. */
export class Trainer {
  private completed = 0;
  private readonly state: ParameterState;
  private readonly average?: MovingAverage;
  private readonly graphs: GraphCache;
  private readonly seed: number;

  constructor(private readonly options: TrainerOptions) {
    const { clipNorm, averaging, seed = 0 } = options;
    if (clipNorm !== undefined) checkNumber('clipNorm', clipNorm, Number.MIN_VALUE);
    if (averaging !== undefined) checkNumber('averaging', averaging, 0, 1);
    this.seed = seed;
    this.state = new ParameterState(options.optimiser.slots, seed, options.initial);
    this.average = averaging === undefined ? undefined : new MovingAverage(averaging);
    this.graphs = new GraphCache(options.runtime, options.cachedGraphs ?? 8);
  }

  /** Count of steps that were done. */
  get step(): number {
    return this.completed;
  }

  /** Does one step. @throws TrainingDivergedError when the numbers went out of range; the step is then not done. */
  async train(batch: Batch): Promise<StepReport> {
    checkBatch(batch);
    const { model, optimiser, schedule } = this.options;
    const { graph, compiled } = await this.graphs.get('step', batch, () => stepGraph(model, batch, this.options));
    this.state.declare(graph.parameters);
    const step = this.completed + 1;
    const learningRate = schedule(step);
    const scalars = Object.entries(optimiser.scalars(step, learningRate));
    const results = await compiled.run(
      {
        ...batch,
        ...this.state.feedsFor(graph.inputs),
        ...Object.fromEntries(scalars.map(([name, value]) => [`/${name}`, scalarTensor(value)])),
        ...this.randomFeeds({ graph, compiled }, step),
      },
      { ...reported(graph.outputs), ...this.state.targetsFor(graph.parameters) },
    );
    const evaluation = readEvaluation(results);
    const gradientNorm = Number(results[gradientNormName].data[0]);
    if (!Number.isFinite(evaluation.loss) || !Number.isFinite(gradientNorm)) {
      throw new TrainingDivergedError(step, evaluation.loss, gradientNorm);
    }
    this.state.advance(graph.parameters);
    this.completed = step;
    this.average?.update(step, this.state.parameters());
    return { ...evaluation, step, learningRate, gradientNorm };
  }

  /** Loss and metrics of a batch without training on it, dropout off. With averaging, those of the averaged parameters. */
  async evaluate(batch: Batch): Promise<Evaluation> {
    checkBatch(batch);
    const { graph, compiled } = await this.graphs.get('evaluation', batch, () =>
      evaluationGraph(this.options.model, batch),
    );
    this.state.declare(graph.parameters.map((parameter) => ({ ...parameter, trainable: false })));
    const averages = this.average?.parameters() ?? new Map<string, FloatTensor>();
    const results = await compiled.run(
      { ...batch, ...this.state.feedsFor(graph.inputs), ...pick(averages, graph.inputs) },
      reported(graph.outputs),
    );
    return readEvaluation(results);
  }

  /** Copies of the parameters, averaged when averaging is on. */
  parameters(): Map<string, FloatTensor> {
    const tensors = new Map([...this.state.parameters(), ...(this.average?.parameters() ?? [])]);
    return copyOf(tensors);
  }

  snapshot(): TrainerState {
    const averages = copyOf(this.average?.parameters() ?? new Map<string, FloatTensor>());
    return { step: this.completed, tensors: copyOf(this.state.tensors()), averages };
  }

  restore({ step, tensors, averages }: TrainerState): void {
    this.completed = step;
    this.state.restore(tensors);
    this.average?.restore(averages);
  }

  /** Frees the compiled graphs. */
  release(): Promise<void> {
    return this.graphs.release();
  }

  /** Numbers that depend on seed and step only, so a run that goes on later drops the same. */
  private randomFeeds({ graph }: ReadyGraph, step: number): Record<string, FloatTensor> {
    return Object.fromEntries(
      graph.randomInputs.map(({ name, shape }, index) => {
        const random = randomSource(this.seed, 'uniform', step, index);
        return [name, { data: Float32Array.from({ length: elementCount(shape) }, random), shape }];
      }),
    );
  }
}

function checkBatch(batch: Batch): void {
  for (const [name, tensor] of Object.entries(batch)) checkTensor(`batch.${name}`, tensor);
}

function scalarTensor(value: number): FloatTensor {
  return { data: Float32Array.of(value), shape: [] };
}

function reported(outputs: readonly { name: string }[]): Record<string, undefined> {
  const names = outputs.map(({ name }) => name).filter((name) => !name.startsWith('/next/'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function readEvaluation(results: Readonly<Record<string, TensorData>>): Evaluation {
  const prefix = metricName('');
  const metrics = Object.entries(results).flatMap(([name, { data }]) => {
    return name.startsWith(prefix) ? [[name.slice(prefix.length), Number(data[0])] as const] : [];
  });
  return { loss: Number(results[lossName].data[0]), metrics: Object.fromEntries(metrics) };
}

function pick(
  tensors: ReadonlyMap<string, FloatTensor>,
  inputs: readonly { name: string }[],
): Record<string, FloatTensor> {
  return Object.fromEntries([...tensors].filter(([name]) => inputs.some((input) => input.name === name)));
}

function copyOf(tensors: ReadonlyMap<string, FloatTensor>): Map<string, FloatTensor> {
  return new Map([...tensors].map(([name, { data, shape }]) => [name, { data: data.slice(), shape }]));
}
