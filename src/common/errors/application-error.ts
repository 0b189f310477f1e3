/** One field of a request that broke a rule. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** Of the fault in a file that was sent, both counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

export interface ErrorExtras {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  /** Further members of the problem, as RFC 9457 allows them. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * A failure that the caller can understand and mend. `status` is the HTTP status it becomes at the edge, `code` a stable
 * kebab-case name for programs, `message` one sentence for people that says what is wrong and how to mend it.
 * Everything else that is thrown is a defect and answers 500 without details.
 */
export class ApplicationError extends Error {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** A failure with status 5xx that is no fault of the server, which is full or lacks a model: its log has a line and no stack. */
  readonly isExpected: boolean = false;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    extras: ErrorExtras = {},
  ) {
    super(message, { cause: extras.cause });
    this.name = new.target.name;
    this.errors = extras.errors;
    this.headers = extras.headers;
    this.extensions = extras.extensions;
  }
}
