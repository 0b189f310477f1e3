/** A word as the range of its tokens. */
export interface WordGroup {
  /** With the space before it, if it has one, and punctuation attached. */
  readonly text: string;
  /** Place of its first token. */
  readonly from: number;
  /** Place after its last token; punctuation that was attached behind it does not count. */
  readonly to: number;
}
