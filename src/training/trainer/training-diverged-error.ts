/** The loss or a gradient became infinite or NaN. The parameters are those from before the step. */
export class TrainingDivergedError extends Error {
  constructor(
    readonly step: number,
    readonly loss: number,
    readonly gradientNorm: number,
  ) {
    super(
      `Training diverged in step ${step}: the loss is ${loss} and the gradient norm ${gradientNorm}. ` +
        'Lower the learning rate, set clipNorm, or look for NaN in the batch.',
    );
    this.name = 'TrainingDivergedError';
  }
}
