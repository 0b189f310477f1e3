import { Injectable, type MessageEvent } from '@nestjs/common';
import { type Observable, map } from 'rxjs';
import { AnalysisEventsService } from '../analyses/events/analysis-events.service.js';
import type { Principal } from '../common/principal/principal.js';
import { ofFinetune } from './dto/finetune-event.dto.js';
import { FinetunesService } from './finetunes.service.js';

/** Follows fine-tunes: their events are those of their jobs, with the id of the fine-tune. */
@Injectable()
export class FinetuneEventsService {
  constructor(
    private readonly finetunes: FinetunesService,
    private readonly events: AnalysisEventsService,
  ) {}

  async follow(caller: Principal, id: string, lastEventId?: string): Promise<Observable<MessageEvent>> {
    const jobId = await this.finetunes.jobIdOf(caller, id);
    const events = await this.events.follow(caller, jobId, lastEventId);
    return events.pipe(map((event) => ofFinetune(event, id, jobId)));
  }
}
