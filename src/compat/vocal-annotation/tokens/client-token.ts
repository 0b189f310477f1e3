/** What the holder of a token may do on the routes of the annotation client. */
export interface ClientToken {
  /** Whose models these are: two tokens of one user share them. An email address stands for the account that has it. */
  readonly username: string;
  /** A note of the administrator. */
  readonly info: string;
  /** May segment. */
  readonly inference: boolean;
  /** May fine-tune. */
  readonly train: boolean;
  /** Sees the models of all. */
  readonly isAdmin: boolean;
}

/** Tokens by the SHA-256 of their UTF-8, hexadecimal: nothing else of them is kept in memory. */
export type ClientTokens = ReadonlyMap<string, ClientToken>;
