/** The texts of a piece that a transcription reports while it runs: its new segments. */
export const textsOf = (piece: object): string[] =>
  ((piece as { segments?: readonly { text: string }[] }).segments ?? []).map(({ text }) => text.trim());
