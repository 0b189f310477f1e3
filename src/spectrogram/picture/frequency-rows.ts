/** Turns the power spectrum of one moment into the rows of a picture. */
export interface FrequencyRows {
  readonly rows: number;
  /** @param power bins of a power spectrum @param output `rows` numbers from `offset` on, overwritten; row 0 is the lowest */
  apply(power: Float32Array | Float64Array, output: Float32Array, offset: number): void;
}

export interface FrequencyRowsOptions {
  readonly sampleRateHz: number;
  readonly fftLength: number;
  readonly rows: number;
  readonly minimumHz: number;
  readonly maximumHz: number;
}
