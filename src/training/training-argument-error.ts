/** An argument of the training library cannot be used. The message names the argument, what was given and how to mend it. */
export class TrainingArgumentError extends Error {
  /**
   * @param argument name as it stands in the signature, as `right`
   * @param problem what is wrong with it and what would be right
   */
  constructor(
    readonly argument: string,
    readonly problem: string,
  ) {
    super(`${argument} ${problem}`);
    this.name = 'TrainingArgumentError';
  }
}
