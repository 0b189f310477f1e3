/** What a processor is given: the job, a way to tell how far it is, and the signal to stop. */
export interface JobContext<Options extends object = object> {
  readonly id: string;
  readonly kind: string;
  readonly ownerId: string;
  /** The recording that the job is about; null for work without one. */
  readonly recordingId: string | null;
  /** Validated instance of the kind's options class, defaults filled in. */
  readonly options: Options;
  /** The model that the caller asked for; null lets the task choose the best installed one. */
  readonly model: string | null;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted by cancellation, the deadline, a lost lease or a stopping process; pass it on to compute threads and fetches. */
  readonly signal: AbortSignal;
  /** @param fraction 0..1; @param partial a piece of the result that listeners may show at once */
  report(fraction: number, partial?: object): void;
}

export interface JobOutcome<Result extends object = object> {
  readonly result: Result;
  /** Name and version of the model that made the result, as `segmenter-base@1`. */
  readonly model?: string;
}

/** Does one kind of work. It must be safe to run twice: a process can die after the work and before the result is kept. */
export interface JobProcessor<Options extends object = object, Result extends object = object> {
  process(job: JobContext<Options>): Promise<JobOutcome<Result>>;
}

/** Describes a kind of work to the registry, the API and its JSON schemas. */
export interface JobKind<Options extends object = object, Result extends object = object> {
  /** As it stands in `POST …/analyses {kind}`. */
  readonly kind: string;
  /** One sentence for people. */
  readonly description: string;
  readonly optionsClass: new () => Options;
  readonly resultClass: new () => Result;
  /** Longest run of one attempt, seconds. Default 3600. */
  readonly timeoutSeconds?: number;
  /** Whether a model does the work, so that the caller may choose one. Default false. */
  readonly usesModel?: boolean;
  /** Tries in all before a failure is final. Default 3. */
  readonly maxAttempts?: number;
  /** Whether only its own feature starts it, so that it is not among the kinds of analyses. Default false. */
  readonly isInternal?: boolean;
  /**
   * Most of them that one process runs at a time. They take no slot of other jobs: work for hours must not keep short work waiting.
   * Default: no limit but that of the slots.
   */
  readonly perProcess?: number;
}
