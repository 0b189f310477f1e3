import { TrainingArgumentError } from '../training-argument-error.js';

/** Hands out names of values, each once. Made-up names begin with `/`, which the names of callers cannot. */
export class Names {
  private readonly taken = new Set<string>();
  private count = 0;

  /** Takes a name that a caller chose. */
  take(name: string): void {
    if (!/^[A-Za-z_][\w.-]*$/.test(name)) {
      throw new TrainingArgumentError(
        'name',
        `must be letters, digits, _ . - and begin with a letter, but is ${JSON.stringify(name)}.`,
      );
    }
    if (this.taken.has(name)) {
      throw new TrainingArgumentError(
        'name',
        `${name} is taken; inputs, parameters and outputs need names of their own.`,
      );
    }
    this.taken.add(name);
  }

  invent(hint: string): string {
    return `/${hint}_${this.count++}`;
  }
}
