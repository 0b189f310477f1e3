import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, Repository } from 'typeorm';
import { ConflictError, NotFoundError } from '../common/errors/errors.js';
import { pageNewestFirst } from '../common/pagination/newest-first.js';
import type { PageQuery } from '../common/pagination/page.dto.js';
import type { Principal } from '../common/principal/principal.js';
import { Environment } from '../config/environment.js';
import { Transactions } from '../database/transactions.js';
import { RecordingsService } from '../recordings/recordings.service.js';
import { type CreateTrackRequest, type TrackPage, type TrackResponse, toTrackResponse } from './dto/track.dto.js';
import { AnnotationTrackEntity } from './entities/annotation-track.entity.js';
import type { LabelledRecording } from './intake/label-batch.js';

const UNIQUE_VIOLATION = '23505';

/** A track and the recording that it is on. */
export interface FoundTrack {
  readonly track: AnnotationTrackEntity;
  readonly recording: LabelledRecording;
}

function refuseTakenName(error: unknown): never {
  const isTaken =
    error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
  if (!isTaken) throw error;
  throw new ConflictError('name-taken', 'The recording has a track of this name; choose another one.');
}

/** Tracks of labels. They are their recording's owner's, and go when it goes. */
@Injectable()
export class TracksService {
  constructor(
    @InjectRepository(AnnotationTrackEntity) private readonly tracks: Repository<AnnotationTrackEntity>,
    private readonly recordings: RecordingsService,
    private readonly transactions: Transactions,
    private readonly environment: Environment,
  ) {}

  async create(caller: Principal, recordingId: string, { name }: CreateTrackRequest): Promise<TrackResponse> {
    await this.recordings.find(caller, recordingId);
    const track = await this.withRoom(recordingId, (tracks) => tracks.save(tracks.create({ recordingId, name })));
    return toTrackResponse(track);
  }

  /** The track of that name on a recording, made now where there is none. */
  async findOrCreate(caller: Principal, recordingId: string, name: string): Promise<TrackResponse> {
    await this.recordings.find(caller, recordingId);
    const found = await this.tracks.findOneBy({ recordingId, name });
    if (found !== null) return toTrackResponse(found);
    const track = await this.withRoom(recordingId, async (tracks) => {
      await tracks.createQueryBuilder().insert().values({ recordingId, name }).orIgnore().execute();
      return tracks.findOneByOrFail({ recordingId, name });
    });
    return toTrackResponse(track);
  }

  async list(caller: Principal, recordingId: string, page: PageQuery): Promise<TrackPage> {
    await this.recordings.find(caller, recordingId);
    const query = this.tracks.createQueryBuilder('track').where('track.recordingId = :recordingId', { recordingId });
    const { rows, nextCursor } = await pageNewestFirst(query, page);
    return { items: rows.map(toTrackResponse), nextCursor };
  }

  async get(caller: Principal, id: string): Promise<TrackResponse> {
    return toTrackResponse((await this.find(caller, id)).track);
  }

  async rename(caller: Principal, id: string, { name }: CreateTrackRequest): Promise<TrackResponse> {
    await this.find(caller, id);
    await this.tracks.update({ id }, { name }).catch(refuseTakenName);
    return this.get(caller, id);
  }

  async delete(caller: Principal, id: string): Promise<void> {
    await this.find(caller, id);
    await this.tracks.delete({ id });
  }

  /** @throws NotFoundError when there is none, or when its recording is somebody else's */
  async find(caller: Principal, id: string): Promise<FoundTrack> {
    const track = await this.tracks.findOneBy({ id });
    if (track === null) throw new NotFoundError(`Annotation track ${id}`);
    const recording = await this.recordings.find(caller, track.recordingId).catch((error: unknown) => {
      throw error instanceof NotFoundError ? new NotFoundError(`Annotation track ${id}`) : error;
    });
    return { track, recording };
  }

  /** Makes a track where there is room for one more: one at a time on a recording, so that many at once do not pass the limit. */
  private async withRoom(
    recordingId: string,
    make: (tracks: Repository<AnnotationTrackEntity>) => Promise<AnnotationTrackEntity>,
  ): Promise<AnnotationTrackEntity> {
    const made = this.transactions.run(async ({ manager }) => {
      const lock = 'SELECT 1 FROM recordings WHERE id = $1 FOR NO KEY UPDATE';
      const found = await manager.query<unknown[]>(lock, [recordingId]);
      if (found.length === 0) throw new NotFoundError(`Recording ${recordingId}`);
      const tracks = manager.getRepository(AnnotationTrackEntity);
      await this.assertRoom(tracks, recordingId);
      return make(tracks);
    });
    return made.catch(refuseTakenName);
  }

  private async assertRoom(tracks: Repository<AnnotationTrackEntity>, recordingId: string): Promise<void> {
    const limit = this.environment.MAX_TRACKS_PER_RECORDING;
    if ((await tracks.countBy({ recordingId })) < limit) return;
    throw new ConflictError(
      'too-many-tracks',
      `A recording can have ${limit} tracks; delete one that is not needed any more.`,
    );
  }
}
