import type { JobRegistry } from '../registry/job-registry.js';

/** What a slot may claim now. */
export interface Reservation {
  readonly kinds: readonly string[];
  /**
   * Tells what was claimed.
   * @returns for a job of a limited kind, what to call when it has ended
   */
  readonly settle: (claimed: string | undefined) => (() => void) | undefined;
}

/**
 * Counts the jobs of kinds of which a process runs only some at a time. Between asking for a job and getting one, a claim holds a place of each
 * such kind, so that two claims at once cannot exceed the limit.
 */
export class LimitedPlaces {
  private readonly taken = new Map<string, number>();

  constructor(private readonly registry: Pick<JobRegistry, 'kinds'>) {}

  reserve(): Reservation {
    const kinds = this.registry.kinds.filter(({ kind, perProcess }) => (this.taken.get(kind) ?? 0) < perProcess);
    const held = new Set(kinds.filter(({ perProcess }) => perProcess !== Infinity).map(({ kind }) => kind));
    for (const kind of held) this.add(kind, 1);
    const settle = (claimed: string | undefined) => {
      const isLimited = claimed !== undefined && held.delete(claimed);
      for (const kind of held) this.add(kind, -1);
      held.clear();
      return isLimited ? () => this.add(claimed, -1) : undefined;
    };
    return { kinds: kinds.map(({ kind }) => kind), settle };
  }

  private add(kind: string, change: 1 | -1): void {
    this.taken.set(kind, (this.taken.get(kind) ?? 0) + change);
  }
}
