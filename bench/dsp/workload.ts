import { shortest } from './stopwatch.js';

/** Adds a stage's time to its workload and gives the result of the stage. */
export type Measure = <T>(stage: string, work: () => T) => T;

/** A piece of work that is timed as a whole, and once more in parts. */
export interface Workload {
  readonly name: string;
  readonly sampleRateHz: number;
  /** Times real time that it should reach. */
  readonly target?: number;
  readonly run: (samples: Float32Array) => unknown;
  /** The same work cut into stages; without it there is one. */
  readonly stages?: (samples: Float32Array, measure: Measure) => void;
}

export interface Timing {
  readonly wall: number;
  readonly processor: number;
  /** Share of the time by stage; they add up to 1. */
  readonly shares: ReadonlyMap<string, number>;
}

const STAGE_ROUNDS = 3;

export function time(workload: Workload, samples: Float32Array): Timing {
  const whole = shortest(() => workload.run(samples));
  const best = new Map<string, number>();
  for (let round = 0; round < STAGE_ROUNDS; round++) {
    workload.stages?.(samples, (stage, work) => {
      let result: ReturnType<typeof work> | undefined;
      const { processor } = shortest(() => (result = work()), 1);
      best.set(stage, Math.min(best.get(stage) ?? Infinity, processor));
      return result as ReturnType<typeof work>;
    });
  }
  const total = [...best.values()].reduce((sum, value) => sum + value, 0);
  return { ...whole, shares: new Map([...best].map(([stage, seconds]) => [stage, seconds / total])) };
}
