/** A kind of analysis. */
export class AnalysisKind {
  /** As it is sent in `POST /v1/recordings/{id}/analyses`. */
  kind: string;
  description: string;
  /** JSON Schema (2020-12) of `options`. */
  optionsSchema: Record<string, unknown>;
  /** JSON Schema (2020-12) of `result`. */
  resultSchema: Record<string, unknown>;
  /** Longest time that one attempt may take. */
  timeoutSeconds: number;
}

/** Every kind that this server knows. */
export class AnalysisKindList {
  items: AnalysisKind[];
}
