import { type FloatTensor } from '../graph/tensor-data.js';

export interface EarlyStoppingState {
  readonly bestLoss: number;
  /** Step of the best validation; 0 before the first. */
  readonly bestStep: number;
  readonly roundsWithoutGain: number;
  readonly bestParameters?: ReadonlyMap<string, FloatTensor>;
}

/** Remembers the parameters of the best validation and tells when it has not got better for long. */
export class EarlyStopping {
  state: EarlyStoppingState = { bestLoss: Infinity, bestStep: 0, roundsWithoutGain: 0 };

  /**
   * @param patience validations without gain after which to stop; never when left out
   * @param smallestGain by which the loss must fall to count
   */
  constructor(
    private readonly patience = Infinity,
    private readonly smallestGain = 0,
  ) {}

  get exhausted(): boolean {
    return this.state.roundsWithoutGain >= this.patience;
  }

  /** Takes note of a validation. @returns whether it is the best so far */
  observe(step: number, loss: number, parameters: () => ReadonlyMap<string, FloatTensor>): boolean {
    if (loss < this.state.bestLoss - this.smallestGain) {
      this.state = { bestLoss: loss, bestStep: step, roundsWithoutGain: 0, bestParameters: parameters() };
      return true;
    }
    this.state = { ...this.state, roundsWithoutGain: this.state.roundsWithoutGain + 1 };
    return false;
  }
}
