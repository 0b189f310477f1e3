import type { AnalysisEnd } from '../../analyses/events/analysis-completion.service.js';
import { ApplicationError } from '../../common/errors/application-error.js';

/** What the errors of a job mean for a request that waits for it; everything else is the server's fault. */
const STATUSES: Readonly<Record<string, number>> = {
  'invalid-request': 400,
  'unknown-language': 400,
  'not-found': 404,
  'model-not-ready': 409,
  'model-not-installed': 503,
};
const RETRY_AFTER_SECONDS = 60;

/** A transcription that somebody waits for gave no transcript. */
export class TranscriptionFailedError extends ApplicationError {
  /** Whether a person ended it, who may still want the recording. */
  readonly wasStopped: boolean;
  override readonly isExpected: boolean;

  private constructor(
    { status, error }: AnalysisEnd,
    code: string,
    httpStatus: number,
    message = error?.message ?? 'The transcription failed; nothing is known of why.',
  ) {
    super(httpStatus, code, message, {
      errors: error?.errors,
      headers: httpStatus === 503 ? { 'Retry-After': String(RETRY_AFTER_SECONDS) } : undefined,
    });
    this.isExpected = httpStatus === 503;
    this.wasStopped = status === 'cancelled' || status === 'deleted';
  }

  static of(end: AnalysisEnd): TranscriptionFailedError {
    if (end.status === 'deleted') {
      return new TranscriptionFailedError(end, 'deleted', 404, 'The recording was deleted while it was transcribed.');
    }
    if (end.status === 'cancelled') {
      return new TranscriptionFailedError(end, 'cancelled', 409, 'The transcription was cancelled.');
    }
    if (end.status === 'waiting') {
      return new TranscriptionFailedError(end, 'model-not-installed', 503);
    }
    const code = end.error?.code ?? 'internal-error';
    // Of audio that cannot be decoded, and its like.
    const isAudio = code.startsWith('audio-') || code === 'unsupported-audio-type';
    return new TranscriptionFailedError(end, code, STATUSES[code] ?? (isAudio ? 422 : 500));
  }
}
