/** Turns a stream of samples into the columns of a picture; memory does not grow with the stream. */
export interface Columns {
  /** Whether further samples would change nothing. */
  readonly isComplete: boolean;
  push(samples: Float32Array): void;
  /** @returns power, column after column, `power[column · rows + row]`, the lowest frequency first */
  finish(): Float32Array;
}
