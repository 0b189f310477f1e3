import { Injectable, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { AnalysisEventsService } from '../analyses/events/analysis-events.service.js';
import type { Principal } from '../common/principal/principal.js';
import { FinetunesService } from './finetunes.service.js';

/** Follows fine-tunes: their events are those of their jobs. */
@Injectable()
export class FinetuneEventsService {
  constructor(
    private readonly finetunes: FinetunesService,
    private readonly events: AnalysisEventsService,
  ) {}

  async follow(caller: Principal, id: string, lastEventId?: string): Promise<Observable<MessageEvent>> {
    return this.events.follow(caller, await this.finetunes.jobIdOf(caller, id), lastEventId);
  }
}
