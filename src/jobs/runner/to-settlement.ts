import type { LoggerService } from '@nestjs/common';
import { type AbortReason, JobAbortedError } from '../job-errors.js';
import type { JobTimings } from '../job-timings.js';
import type { Settlement } from '../store/settlement.js';
import { toStorableJson } from '../store/storable-json.js';
import { toFailure } from './failure.js';
import type { JobRun, RunEnd } from './job-run.js';
import { retryDelayMs } from './retry-delay.js';

type FailureLog = Pick<LoggerService, 'error' | 'warn'>;

/** What becomes of a job after this run; `undefined` when it is not this process's to say any more. */
export function toSettlement(run: JobRun, end: RunEnd, timings: JobTimings, log: FailureLog): Settlement | undefined {
  const { job } = run;
  const abortReason = run.abortReason ?? reasonOf(end);
  if (end.type === 'abandoned')
    log.warn(`Job ${job.id} (${job.kind}) did not stop when it was told to; it goes on unheard`);
  switch (abortReason) {
    case 'lost':
      return undefined;
    case 'cancelled':
      if (end.type === 'done' && end.outcome.isKept === true) return finished(end.outcome, run, timings, log);
      return { type: 'cancelled' };
    case 'timed-out':
      return {
        type: 'failed',
        error: { code: 'timed-out', message: `The analysis did not end within ${job.timeoutSeconds} seconds.` },
      };
    case 'stopping':
      return end.type === 'done' ? finished(end.outcome, run, timings, log) : { type: 'hand-back' };
    case undefined:
      if (end.type === 'done') return finished(end.outcome, run, timings, log);
      return failed(end.type === 'threw' ? end.thrown : undefined, run, timings, log);
  }
}

/** The processor may have found in the database that it must stop, before anybody told it. */
const reasonOf = (end: RunEnd): AbortReason | undefined =>
  end.type === 'threw' && end.thrown instanceof JobAbortedError ? end.thrown.reason : undefined;

function finished(
  outcome: Extract<RunEnd, { type: 'done' }>['outcome'],
  run: JobRun,
  timings: JobTimings,
  log: FailureLog,
): Settlement {
  try {
    const { result, model = null, storeWith } = outcome;
    return { type: 'succeeded', result: toStorableJson(result), model, storeWith };
  } catch (thrown) {
    return failed(thrown, run, timings, log);
  }
}

function failed(thrown: unknown, { job }: JobRun, timings: JobTimings, log: FailureLog): Settlement {
  const { error, consequence, isDefect } = toFailure(thrown);
  if (isDefect) log.error(thrown, `Job ${job.id} (${job.kind}), attempt ${job.attempts}`);
  if (consequence === 'wait') return { type: 'wait', error, delayMs: timings.modelCheckMs };
  // An attempt that ended with the death of its process has its own limit and does not count here.
  const isLast = job.attempts - job.stalls >= job.maximumAttempts;
  if (consequence === 'final' || isLast) return { type: 'failed', error };
  return {
    type: 'retry',
    error,
    delayMs: retryDelayMs(job.attempts - job.stalls, timings.retryDelayMs, timings.maximumRetryDelayMs),
  };
}
