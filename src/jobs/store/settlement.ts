import type { JobOutcome } from '../job-context.js';
import type { JobError } from '../job-errors.js';
import type { JobStatus } from '../job-status.js';

/** How a run ended and what becomes of its job. */
export type Settlement =
  | {
      readonly type: 'succeeded';
      readonly result: string;
      readonly model: string | null;
      readonly storeWith?: JobOutcome['storeWith'];
    }
  | { readonly type: 'failed'; readonly error: JobError }
  | { readonly type: 'cancelled' }
  | { readonly type: 'retry'; readonly error: JobError; readonly delayMs: number }
  | { readonly type: 'wait'; readonly error: JobError; readonly delayMs: number }
  | { readonly type: 'hand-back' };

/** The columns that a settlement writes. */
export interface SettledColumns {
  readonly status: JobStatus;
  readonly result: string | null;
  readonly model: string | null;
  readonly error: string | null;
  /** Attempts that turn out not to have been one. */
  readonly uncounted: 0 | 1;
  readonly delayMs: number;
}

const unset = { result: null, model: null, error: null, uncounted: 0, delayMs: 0 } as const;

export function toColumns(settlement: Settlement): SettledColumns {
  switch (settlement.type) {
    case 'succeeded':
      return { ...unset, status: 'succeeded', result: settlement.result, model: settlement.model };
    case 'failed':
      return { ...unset, status: 'failed', error: JSON.stringify(settlement.error) };
    case 'cancelled':
      return { ...unset, status: 'cancelled' };
    case 'retry':
      return { ...unset, status: 'queued', error: JSON.stringify(settlement.error), delayMs: settlement.delayMs };
    case 'wait':
      return {
        ...unset,
        status: 'waiting',
        error: JSON.stringify(settlement.error),
        delayMs: settlement.delayMs,
        uncounted: 1,
      };
    case 'hand-back':
      return { ...unset, status: 'queued', uncounted: 1 };
  }
}
