import { type Graph } from '../graph/graph.js';
import { writeModel } from '../onnx/model-writer.js';
import { type CompiledGraph, type GraphRuntime } from '../run/graph-runtime.js';
import { type Batch } from './model.js';

export interface ReadyGraph {
  readonly graph: Graph;
  readonly compiled: CompiledGraph;
}

/** Keeps compiled graphs by the shapes of their batch. The one that was not used for longest makes room for a new one. */
export class GraphCache {
  private readonly ready = new Map<string, ReadyGraph>();

  constructor(
    private readonly runtime: GraphRuntime,
    private readonly capacity: number,
  ) {}

  async get(kind: string, batch: Batch, build: () => Graph): Promise<ReadyGraph> {
    const shapes = Object.entries(batch).map(
      ([name, { data, shape }]) => `${name}:${data.constructor.name}[${shape.join()}]`,
    );
    const key = [kind, ...shapes.sort()].join(' ');
    const found = this.ready.get(key);
    if (found) {
      this.ready.delete(key);
      this.ready.set(key, found);
      return found;
    }
    const graph = build();
    const made = { graph, compiled: await this.runtime.compile(writeModel(graph.model())) };
    this.ready.set(key, made);
    if (this.ready.size > this.capacity) await this.releaseOldest();
    return made;
  }

  async release(): Promise<void> {
    while (this.ready.size > 0) await this.releaseOldest();
  }

  private async releaseOldest(): Promise<void> {
    const [[key, { compiled }]] = this.ready;
    this.ready.delete(key);
    await compiled.release();
  }
}
