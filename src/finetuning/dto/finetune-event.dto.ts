import type { MessageEvent } from '@nestjs/common';
import { AnalysisProgress } from '../../analyses/events/analysis-event.dto.js';

/** Data of the events `progress` and `end` of a fine-tune, whose `id` is that of the fine-tune. */
export class FinetuneProgress extends AnalysisProgress {
  jobId: string;
}

/** An event of the job as one of its fine-tune; pieces of the curve stay as they are. */
export function ofFinetune(event: MessageEvent, id: string, jobId: string): MessageEvent {
  if (event.type !== 'progress' && event.type !== 'end') return event;
  const data: FinetuneProgress = { ...(event.data as AnalysisProgress), id, jobId };
  return { ...event, data };
}
