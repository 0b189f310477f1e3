/** What was wrong with one field. */
export class ProblemField {
  /** Path of the field, as `options.minimumBpm`. */
  field: string;
  message: string;
  /** Line of the fault in a file that was sent, counted from 1. */
  line?: number;
  /** Column of the fault in a file that was sent, counted from 1. */
  column?: number;
}

/** A problem as clients of OpenAI know it. */
export class ProblemOfOpenai {
  message: string;
  type: string;
  param: string | null;
  code: string | null;
}

/** Every error answer, as `application/problem+json` (RFC 9457). */
export class Problem {
  /** Stable name of the kind of problem, as `urn:earshot:problem:not-found`. */
  type: string;
  title: string;
  status: number;
  /** What is wrong and how to mend it. */
  detail: string;
  /** Path of the request. */
  instance: string;
  /** The same id stands in the server's log and in the `X-Request-Id` header. */
  correlationId: string;
  errors?: ProblemField[];
  /** Of `model-not-installed`: the analysis that was kept and runs when the model is installed. */
  analysisId?: string;
  /** Of `GET /v1/models` and `GET /v1/models/{name}`: the same for clients of OpenAI. */
  error?: ProblemOfOpenai;
}
