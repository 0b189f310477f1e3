const ROUNDS = 7;

export interface Duration {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of processor time, which other work on the machine does not lengthen as much. */
  readonly processor: number;
}

/** How long some synchronous work takes. */
export function duration(work: () => unknown): Duration {
  const processor = process.cpuUsage();
  const begin = performance.now();
  work();
  const wall = (performance.now() - begin) / 1e3;
  const { user, system } = process.cpuUsage(processor);
  return { wall, processor: (user + system) / 1e6 };
}

/** The shortest of several rounds, by either clock. */
export function shortest(work: () => unknown, rounds = ROUNDS): Duration {
  const durations = Array.from({ length: rounds }, () => duration(work));
  return {
    wall: Math.min(...durations.map(({ wall }) => wall)),
    processor: Math.min(...durations.map(({ processor }) => processor)),
  };
}
