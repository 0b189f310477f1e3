import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { In, LessThan, Repository } from 'typeorm';
import { NotFoundError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import type { RecordingResponse } from '../../../recordings/dto/recording-response.dto.js';
import type { RecordingEntity } from '../../../recordings/entities/recording.entity.js';
import { RecordingsService } from '../../../recordings/recordings.service.js';
import { AudioIdEntity } from './audio-id.entity.js';

const HOUR_MS = 3600_000;
/** Ids that no call has named for so long are dropped. */
const IDLE_MS = 48 * HOUR_MS;
/** The same for released ones: long enough for somebody who has them open in another tab and is away for a while. */
const RELEASED_IDLE_MS = 12 * HOUR_MS;
/** Uses within so short a time are written down once. */
const USE_RESOLUTION_MS = 60_000;

/** One channel of a recording, as a client knows it. */
export interface Track {
  readonly recording: RecordingEntity;
  readonly channel: number;
  /** Of pictures for which no rate is asked. */
  readonly sampleRateHz: number;
}

/** The ids of channels: made by uploads, known to their owner and to administrators only, dropped when nobody uses them. Recordings stay. */
@Injectable()
export class AudioIdsService {
  constructor(
    @InjectRepository(AudioIdEntity) private readonly audioIds: Repository<AudioIdEntity>,
    private readonly recordings: RecordingsService,
  ) {}

  /** One new id a channel, in the order of channels. */
  async create({ id, channels }: RecordingResponse, sampleRateHz: number): Promise<string[]> {
    const rows = Array.from({ length: channels }, (_, channel) =>
      this.audioIds.create({ recordingId: id, channel, sampleRateHz }),
    );
    await this.audioIds.save(rows);
    return rows.map((row) => row.id);
  }

  /**
   * What an id stands for; using it keeps it.
   * @throws NotFoundError when it is unknown, dropped, or somebody else's
   */
  async use(caller: Principal, id: string): Promise<Track> {
    const unknown = new NotFoundError(`audio_id ${JSON.stringify(id)}`);
    if (!isUUID(id)) throw unknown;
    const found = await this.audioIds.findOneBy({ id });
    if (found === null) throw unknown;
    const { channel, sampleRateHz, lastUsedAt, released, recordingId } = found;
    const recording = await this.recordings.find(caller, recordingId).catch((error: unknown) => {
      throw error instanceof NotFoundError ? unknown : error;
    });
    if (released || Date.now() - lastUsedAt.getTime() >= USE_RESOLUTION_MS) {
      const { affected } = await this.audioIds.update({ id }, { lastUsedAt: new Date(), released: false });
      // Dropped by the sweep in between.
      if (affected === 0) throw unknown;
    }
    return { recording, channel, sampleRateHz };
  }

  /** The same for whoever has several accounts: what the first of them can use. */
  async useAsAny(callers: readonly Principal[], id: string): Promise<Track> {
    for (const caller of callers.slice(0, -1)) {
      try {
        return await this.use(caller, id);
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
      }
    }
    return this.use(callers[callers.length - 1], id);
  }

  /** The client is done with these; unknown ones and other people's are passed over. */
  async release(caller: Principal, ids: readonly unknown[]): Promise<void> {
    const wanted = ids.filter((id): id is string => isUUID(id));
    if (wanted.length === 0) return;
    await this.audioIds
      .createQueryBuilder()
      .update({ released: true })
      .where({ id: In(wanted) })
      .andWhere('recording_id IN (SELECT id FROM recordings WHERE owner_id = :owner)', { owner: caller.id })
      .execute();
  }

  /** Drops ids that nobody has used for long. @returns how many */
  async dropIdle(now = Date.now()): Promise<number> {
    const { affected } = await this.audioIds.delete([
      { lastUsedAt: LessThan(new Date(now - IDLE_MS)) },
      { lastUsedAt: LessThan(new Date(now - RELEASED_IDLE_MS)), released: true },
    ]);
    return affected ?? 0;
  }
}
