import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { type CompiledGraph, type GraphRuntime } from '../training/run/graph-runtime.js';
import { onnxRuntime } from '../training/run/onnx-runtime.js';
import { readModelFile } from './model-directory.js';
import { DamagedModelError } from './model-errors.js';
import type { ModelManifest } from './model-manifest.js';
import { checkedRuntime } from './onnx/checked-runtime.js';

/** One ONNX file of a model. */
export interface GraphFile {
  /** Directory of the model. */
  readonly directory: string;
  readonly manifest: ModelManifest;
  /** Name of the file in the directory, as `model.onnx`. */
  readonly path: string;
}

export interface GraphSessionsOptions {
  /** Sessions that are kept; the one that was not used for longest goes first. */
  readonly maxSessions: number;
  /** Bytes of the files of all sessions that are kept; the last one used is kept whatever its size. */
  readonly maxBytes: number;
  readonly runtime: GraphRuntime;
}

interface Session {
  readonly graph: Promise<CompiledGraph>;
  readonly bytes: number;
  users: number;
}

/** What it says of operators and types that it does not have on processors, as of some half-precision exports. */
const NOT_IMPLEMENTED = /NOT_IMPLEMENTED|not implemented|Could not find an implementation|INVALID_GRAPH|Type Error/i;

/** A file may be whole, and yet be for other hardware or another version. */
const withAdvice = (message: string): string =>
  NOT_IMPLEMENTED.test(message)
    ? `${message.replace(/\.$/, '')}. Take an export of the same model in 8 bits (its files end in _quantized.onnx) or in float32`
    : message;

/** Threads that one run may use: models of jobs run side by side, one a compute thread, and leave the server its share. */
const MOST_RUN_THREADS = 4;

/**
 * Keeps the ONNX sessions of one thread. Loading costs up to a second and running blocks, so each compute thread has its own, and what
 * it used last stays loaded. A file is read whole and its SHA-256 checked each time that it is loaded, and only then.
 */
export class GraphSessions {
  /** Least recently used first. */
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly options: GraphSessionsOptions) {}

  get size(): number {
    return this.sessions.size;
  }

  /**
   * Runs `work` with a session of the file, which stays open until then.
   * @throws DamagedModelError when the file is not the one that the manifest tells of, or ONNX Runtime cannot load it
   */
  async use<Result>(file: GraphFile, work: (graph: CompiledGraph) => Promise<Result>): Promise<Result> {
    const session = this.open(file);
    session.users++;
    try {
      return await work(await session.graph);
    } finally {
      session.users--;
      await this.evict();
    }
  }

  /** Releases every session that nobody uses. */
  async clear(): Promise<void> {
    for (const [key, session] of this.sessions) if (session.users === 0) await this.release(key, session);
  }

  private open(file: GraphFile): Session {
    const { bytes, sha256 } = file.manifest.files.find(({ path }) => path === file.path) ?? { bytes: 0, sha256: '' };
    // A model that was trained again under its old name is another file.
    const key = `${join(file.directory, file.path)}\n${sha256}`;
    const known = this.sessions.get(key);
    const session: Session = known ?? { graph: this.load(file), bytes, users: 0 };
    this.sessions.delete(key);
    this.sessions.set(key, session);
    if (known === undefined) void session.graph.catch(() => this.sessions.delete(key));
    return session;
  }

  private async load({ directory, manifest, path }: GraphFile): Promise<CompiledGraph> {
    const bytes = await readModelFile(directory, manifest, path);
    try {
      return await this.options.runtime.compile(bytes);
    } catch (error) {
      throw new DamagedModelError(
        `${basename(directory)}/${path}`,
        `ONNX Runtime cannot load it: ${withAdvice((error as Error).message.split('\n', 1)[0])}`,
      );
    }
  }

  private async evict(): Promise<void> {
    let bytes = 0;
    for (const session of this.sessions.values()) bytes += session.bytes;
    let count = this.sessions.size;
    for (const [key, session] of this.sessions) {
      const isTooMuch = count > this.options.maxSessions || (bytes > this.options.maxBytes && count > 1);
      if (!isTooMuch) return;
      if (session.users > 0) continue;
      count--;
      bytes -= session.bytes;
      await this.release(key, session);
    }
  }

  private async release(key: string, session: Session): Promise<void> {
    this.sessions.delete(key);
    await (await session.graph).release();
  }
}

/** The sessions of this thread, for `*.task.ts` files: one core a run, because every compute thread runs its own. */
export const threadSessions = new GraphSessions({
  maxSessions: 4,
  maxBytes: 2 ** 30,
  runtime: checkedRuntime(onnxRuntime()),
});

/** Sessions of a program that runs one model at a time and may have the machine. */
export const programSessions = (): GraphSessions =>
  new GraphSessions({
    maxSessions: 1,
    maxBytes: 2 ** 30,
    runtime: checkedRuntime(onnxRuntime({ threads: Math.min(MOST_RUN_THREADS, availableParallelism()) })),
  });
