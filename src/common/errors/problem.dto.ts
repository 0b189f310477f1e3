/** What was wrong with one field. */
export class ProblemField {
  /** Path of the field, as `options.minimumBpm`. */
  field: string;
  message: string;
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
}
