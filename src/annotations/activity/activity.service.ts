import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { encodeCursor, decodeCursor, readNumber } from '../../common/pagination/cursor.js';
import type { Principal } from '../../common/principal/principal.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import { AnnotationActionEntity } from '../entities/annotation-action.entity.js';
import {
  type ActionPage,
  type ActionsQuery,
  type AnnotationTimeQuery,
  type AnnotationTimeResponse,
  type EstimateTimeRequest,
  type LoggedAction,
  type LoggedActionsResponse,
  toActionResponse,
} from './activity.dto.js';
import { estimateSeconds } from './estimate-time.js';
import { readTimestamp } from './read-timestamp.js';

/** Actions of one request; `subject` is what a client of another system calls the thing that was labelled. */
export interface ActionLog {
  readonly actions: readonly (LoggedAction & { readonly subject?: string | null })[];
}

/** What people did while they labelled, and how long that took them. Everyone's own. */
@Injectable()
export class AnnotationActivityService {
  constructor(
    @InjectRepository(AnnotationActionEntity) private readonly actions: Repository<AnnotationActionEntity>,
    private readonly recordings: RecordingsService,
  ) {}

  async log(caller: Principal, { actions }: ActionLog): Promise<LoggedActionsResponse> {
    const recordingIds = new Set(actions.map(({ recordingId }) => recordingId ?? ''));
    recordingIds.delete('');
    for (const id of recordingIds) await this.recordings.find(caller, id);
    await this.actions.insert(
      actions.map(
        ({ action, happenedAt, recordingId = null, subject = null, screenWidth = null, screenHeight = null }) => ({
          userId: caller.id,
          recordingId,
          subject,
          action,
          happenedAt: new Date(readTimestamp(happenedAt)!),
          screenWidth,
          screenHeight,
        }),
      ),
    );
    return { loggedCount: actions.length };
  }

  async list(caller: Principal, { recordingId, limit, cursor }: ActionsQuery): Promise<ActionPage> {
    const query = this.actions.createQueryBuilder('entry').where('entry.userId = :userId', { userId: caller.id });
    if (recordingId !== undefined) query.andWhere('entry.recordingId = :recordingId', { recordingId });
    if (cursor !== undefined) {
      const seq = readNumber(decodeCursor(cursor).value);
      query.andWhere('entry.seq < CAST(:seq AS numeric)', { seq });
    }
    const rows = await query
      .orderBy('entry.seq', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const hasMore = rows.length > limit && last !== undefined;
    return {
      items: page.map(toActionResponse),
      nextCursor: hasMore ? encodeCursor({ value: String(last.seq), id: caller.id }) : null,
    };
  }

  /** As `estimateSeconds`, of what the database has. */
  async time(caller: Principal, { idleSeconds, recordingId }: AnnotationTimeQuery): Promise<AnnotationTimeResponse> {
    const [{ seconds, count }] = await this.actions.query<{ seconds: string | null; count: string }[]>(
      `SELECT count(*) AS count, round(sum(gap) FILTER (WHERE gap <= $2), 3) AS seconds FROM (
         SELECT extract(epoch FROM happened_at - lag(happened_at) OVER (ORDER BY happened_at)) AS gap
         FROM annotation_actions WHERE user_id = $1 ${recordingId === undefined ? '' : 'AND recording_id = $3'}
       ) gaps`,
      [caller.id, idleSeconds, ...(recordingId === undefined ? [] : [recordingId])],
    );
    return { seconds: Number(seconds ?? 0), actionCount: Number(count) };
  }

  estimate({ timestamps, idleSeconds }: EstimateTimeRequest): AnnotationTimeResponse {
    const instants = timestamps.map((timestamp) => readTimestamp(timestamp)!);
    return { seconds: estimateSeconds(instants, idleSeconds), actionCount: timestamps.length };
  }
}
