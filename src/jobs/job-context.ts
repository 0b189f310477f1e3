import type { Transaction } from '../database/transactions.js';

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
  /** What was made is in use already: a cancellation that comes after this does not undo it, and the job has succeeded. */
  readonly isKept?: boolean;
  /**
   * Writes rows of the feature's own in the transaction that keeps the result: they are there exactly when it is. Not called when the job was
   * lost or cancelled meanwhile. It may be called again after a failure of the database, so it changes nothing else.
   */
  readonly storeWith?: (transaction: Transaction) => Promise<void>;
}

/** What is known of the recording that somebody wants to have looked at. */
export interface RequestedRecording {
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
  readonly channels: number;
}

/** Work that somebody asks for and that is not a job yet. */
export interface JobRequest<Options extends object = object> {
  /** Whose job it will be: it sees what its owner sees. */
  readonly ownerId: string;
  readonly recording: RequestedRecording;
  /** Validated instance of the kind's options class, defaults filled in. */
  readonly options: Options;
  readonly model: string | null;
}

/** Does one kind of work. It must be safe to run twice: a process can die after the work and before the result is kept. */
export interface JobProcessor<Options extends object = object, Result extends object = object> {
  process(job: JobContext<Options>): Promise<JobOutcome<Result>>;

  /**
   * Refuses at once what `process` would fail at, so that nobody waits for a job to learn that a model does not exist. Called before anything is
   * written, and outside of transactions. `process` checks again: what it needs may be gone by then.
   * @throws ApplicationError that says what is wrong with the request
   */
  check?(request: JobRequest<Options>): Promise<void>;
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
  /** The task whose models do the work, as `transcription`: who asks for it is told at once when none is installed. Default null. */
  readonly modelTask?: string | null;
  /** Tries in all before a failure is final. Default 3. */
  readonly maxAttempts?: number;
  /** Whether only its own feature starts it, so that it is not among the kinds of analyses. Default false. */
  readonly isInternal?: boolean;
  /**
   * Most of them that one process runs at a time. They take no slot of other jobs: work for hours must not keep short work waiting.
   * Default: no limit but that of the slots.
   */
  readonly perProcess?: number;
  /**
   * Seconds in which a run that must stop writes down how far it is, so that the next one goes on from there. Such a run is told to stop as soon as its
   * process is; others may first go on for the shutdown grace, since they would begin anew. Default 0.
   */
  readonly handoverSeconds?: number;
}
