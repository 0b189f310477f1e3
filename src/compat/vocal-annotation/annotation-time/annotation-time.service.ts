import { Injectable } from '@nestjs/common';
import { AnnotationActivityService } from '../../../annotations/activity/activity.service.js';
import { DEFAULT_IDLE_SECONDS } from '../../../annotations/activity/estimate-time.js';
import type { Principal } from '../../../common/principal/principal.js';
import { MetadataService } from '../metadata/metadata.service.js';
import type { EstimateRequest, EstimateResponse, LogRequest, LogResponse } from './annotation-time.dto.js';

/** In one statement. */
const ENTRIES_AT_A_TIME = 1000;

/** What people do while they label with the client goes to the native log. */
@Injectable()
export class AnnotationTimeService {
  constructor(
    private readonly activity: AnnotationActivityService,
    private readonly metadata: MetadataService,
  ) {}

  async log(caller: Principal, { log }: LogRequest): Promise<LogResponse> {
    const hashes = new Set(log.map(({ hash_id }) => hash_id).filter((hash) => typeof hash === 'string'));
    const recordings = new Map<string, string | undefined>();
    for (const hash of hashes) recordings.set(hash, await this.metadata.recordingOf(caller, hash));
    const actions = log.map(({ hash_id, timestamp, action, deviceInfo }) => ({
      action,
      happenedAt: timestamp,
      recordingId: recordings.get(hash_id ?? ''),
      subject: hash_id,
      screenWidth: deviceInfo?.screenWidth && Math.round(deviceInfo.screenWidth),
      screenHeight: deviceInfo?.screenHeight && Math.round(deviceInfo.screenHeight),
    }));
    for (let start = 0; start < actions.length; start += ENTRIES_AT_A_TIME) {
      await this.activity.log(caller, { actions: actions.slice(start, start + ENTRIES_AT_A_TIME) });
    }
    return { message: 'Annotation time logged successfully.' };
  }

  estimate({ timestamps, idle_thres }: EstimateRequest): EstimateResponse {
    const { seconds } = this.activity.estimate({ timestamps, idleSeconds: idle_thres ?? DEFAULT_IDLE_SECONDS });
    return { response: seconds };
  }
}
