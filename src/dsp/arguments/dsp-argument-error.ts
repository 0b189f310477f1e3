/** An argument of a dsp function is outside its range. The message names the argument, its range and what was given. */
export class DspArgumentError extends RangeError {
  /**
   * @param argument name as it stands in the signature or options object, as `hopLength`
   * @param requirement what it must be, as `an integer of 1..65536`
   * @param given the value that was refused
   */
  constructor(
    readonly argument: string,
    readonly requirement: string,
    given: unknown,
  ) {
    super(`${argument} must be ${requirement}, but is ${describe(given)}.`);
    this.name = 'DspArgumentError';
  }
}

function describe(given: unknown): string {
  if (typeof given === 'string') return JSON.stringify(given);
  if (typeof given === 'number' || typeof given === 'boolean' || given === undefined || given === null) {
    return String(given);
  }
  if (ArrayBuffer.isView(given) || Array.isArray(given)) {
    return `${given.constructor.name} of length ${(given as unknown as ArrayLike<unknown>).length}`;
  }
  return typeof given;
}
