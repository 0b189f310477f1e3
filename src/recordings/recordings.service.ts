import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { AnalysesService } from '../analyses/analyses.service.js';
import type { RecordingAnalysesQuery } from '../analyses/dto/analyses-query.dto.js';
import type { AnalysisPage, AnalysisResponse } from '../analyses/dto/analysis.dto.js';
import type { CreateAnalysisRequest } from '../analyses/dto/create-analysis.dto.js';
import type { AudioSource } from '../audio/audio-source.js';
import { AudioSources } from '../audio/audio-sources.js';
import { AudioStore } from '../audio/store/audio-store.js';
import { ForbiddenError, NotFoundError, UnavailableError } from '../common/errors/errors.js';
import { type IdempotentOutcome, IdempotencyService } from '../common/idempotency/idempotency.service.js';
import { type Principal, isAdmin } from '../common/principal/principal.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { ListRecordingsQuery } from './dto/list-recordings.dto.js';
import { type RecordingPage, type RecordingResponse, toRecordingResponse } from './dto/recording-response.dto.js';
import type { UpdateRecordingRequest } from './dto/update-recording.dto.js';
import { RecordingEntity } from './entities/recording.entity.js';
import { listRecordings } from './list-recordings.js';

/** The row is there but the bytes are not where this process looks. */
export class AudioNotReachableError extends UnavailableError {
  constructor(id: string) {
    super(
      'audio-not-reachable',
      `The audio of recording ${id} is not in the DATA_DIR of the process that runs the analysis; all processes must share one.`,
    );
  }
}

/** Where and what the audio of a recording is. */
export interface StoredRecordingAudio {
  readonly recording: Pick<RecordingEntity, 'storageKey' | 'sha256' | 'durationSeconds' | 'sampleRateHz' | 'channels'>;
  readonly source: AudioSource & { readonly durationSeconds: number };
}

/** Recordings as their owners see them; someone else's are not found, except by administrators. */
@Injectable()
export class RecordingsService {
  constructor(
    @InjectRepository(RecordingEntity) private readonly recordings: Repository<RecordingEntity>,
    private readonly transactions: Transactions,
    private readonly idempotency: IdempotencyService,
    private readonly analyses: AnalysesService,
    private readonly store: AudioStore,
    private readonly sources: AudioSources,
  ) {}

  async list(caller: Principal, query: ListRecordingsQuery): Promise<RecordingPage> {
    if (query.owner !== undefined && query.owner !== caller.id && !isAdmin(caller)) throw new ForbiddenError();
    const ownerId = query.owner ?? (isAdmin(caller) ? undefined : caller.id);
    const { rows, nextCursor } = await listRecordings(this.recordings, query, ownerId);
    return { items: await this.toResponses(rows), nextCursor };
  }

  async get(caller: Principal, id: string): Promise<RecordingResponse> {
    return (await this.toResponses([await this.find(caller, id)]))[0];
  }

  /** Ids of the recordings of one owner on which an analysis of a kind has succeeded, oldest first. */
  async listAnalysed(ownerId: string, kind: string): Promise<string[]> {
    const succeeded = `SELECT 1 FROM jobs WHERE jobs.recording_id = recording.id AND jobs.kind = :kind AND jobs.status = 'succeeded'`;
    const rows = await this.recordings
      .createQueryBuilder('recording')
      .select('recording.id', 'id')
      .where('recording.ownerId = :ownerId', { ownerId })
      .andWhere(`EXISTS (${succeeded})`, { kind })
      .orderBy('recording.createdAt')
      .addOrderBy('recording.id')
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** Those of these recordings that belong to the owner, in the same order. Administrators are owners like others. */
  async ownedBy(ownerId: string, ids: readonly string[]): Promise<RecordingEntity[]> {
    if (ids.length === 0) return [];
    const found = new Map((await this.recordings.findBy({ ownerId, id: In([...ids]) })).map((row) => [row.id, row]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** @returns how many of them were there: those that are gone already are no failure */
  async discard(ids: readonly string[]): Promise<number> {
    const recordings = await this.recordings.findBy({ id: In([...ids]) });
    return this.transactions.run((transaction) => this.remove(transaction, recordings));
  }

  /** For the code that has just made it. */
  async read(id: string): Promise<RecordingResponse> {
    const recording = await this.recordings.findOneBy({ id });
    if (recording === null) throw new NotFoundError(`Recording ${id}`);
    return (await this.toResponses([recording]))[0];
  }

  async update(caller: Principal, id: string, changes: UpdateRecordingRequest): Promise<RecordingResponse> {
    await this.find(caller, id);
    // Not save(): it would insert the row again that somebody deleted meanwhile.
    if (Object.keys(changes).length > 0) await this.recordings.update({ id }, changes);
    return this.get(caller, id);
  }

  /** Removes the row, its analyses with their results and queued jobs, and then the bytes. */
  async delete(caller: Principal, id: string): Promise<void> {
    const recording = await this.find(caller, id);
    const removed = await this.transactions.run((transaction) => this.remove(transaction, [recording]));
    // Somebody else was faster.
    if (removed === 0) throw new NotFoundError(`Recording ${id}`);
  }

  /** Part of deleting an account: what lies outside the database goes when its transaction commits. */
  async deleteAllOf(ownerId: string, transaction: Transaction): Promise<void> {
    await this.remove(transaction, await transaction.manager.findBy(RecordingEntity, { ownerId }));
  }

  /** @throws NotFoundError when there is no such recording */
  async listAnalyses(caller: Principal, id: string, query: RecordingAnalysesQuery): Promise<AnalysisPage> {
    await this.find(caller, id);
    return this.analyses.list(caller, { ...query, recordingId: id });
  }

  /**
   * Starts work on a recording, once for each idempotency key and, while the model for it is missing, once for the same kind, options and model.
   * @throws AnalysisWaitsError when it is kept, but no model for it is installed
   */
  async analyse(
    caller: Principal,
    id: string,
    { kind, options, model }: CreateAnalysisRequest,
    idempotencyKey: string | undefined,
  ): Promise<IdempotentOutcome<AnalysisResponse>> {
    const recording = await this.find(caller, id);
    const { ownerId } = recording;
    const refusal = await this.analyses.refusalOf(recording, { kind, options, model });
    const request = await this.analyses.requester({ recording: { id, ownerId }, kind, options, model });
    const { resource, replayed } = await this.transactions.run((transaction) => {
      const content = { recording: id, kind, options, model };
      const once = { ownerId: caller.id, scope: 'create-analysis', key: idempotencyKey, content };
      return this.idempotency.once(transaction.manager, once, async () => {
        if (refusal !== undefined) throw refusal;
        await this.holdInPlace(transaction, id);
        return request(transaction);
      });
    });
    return { resource: await this.analyses.acknowledge(caller, resource), replayed };
  }

  /**
   * What a processor needs to read the audio of a recording.
   * @throws NotFoundError when it was deleted meanwhile
   */
  async audioSourceOf(id: string): Promise<AudioSource & { readonly durationSeconds: number }> {
    return (await this.storedAudioOf(id)).source;
  }

  /** The same and what else was measured of the audio. */
  async storedAudioOf(id: string): Promise<StoredRecordingAudio> {
    const recording = await this.recordings.findOneBy({ id });
    if (recording === null) throw new NotFoundError(`Recording ${id}`);
    const { storageKey, contentType, durationSeconds } = recording;
    await this.store.size(storageKey).catch(() => {
      throw new AudioNotReachableError(id);
    });
    return { recording, source: { ...this.sources.sourceOf(storageKey, contentType), durationSeconds } };
  }

  /** Whether a recording has its bytes under this key of the audio store. */
  hasAudio(storageKey: string): Promise<boolean> {
    return this.recordings.existsBy({ storageKey });
  }

  /** @throws NotFoundError when there is none, or when it is somebody else's */
  async find(caller: Principal, id: string): Promise<RecordingEntity> {
    const recording = await this.recordings.findOneBy(isAdmin(caller) ? { id } : { id, ownerId: caller.id });
    if (recording === null) throw new NotFoundError(`Recording ${id}`);
    return recording;
  }

  /** Keeps the row from being deleted until the transaction ends. @throws NotFoundError when it was deleted a moment ago */
  private async holdInPlace({ manager }: Transaction, id: string): Promise<void> {
    const held = await manager.findOne(RecordingEntity, {
      select: { id: true },
      where: { id },
      lock: { mode: 'for_key_share' },
    });
    if (held === null) throw new NotFoundError(`Recording ${id}`);
  }

  /** @returns how many rows there were: of requests at the same time one removes them */
  private async remove(transaction: Transaction, recordings: readonly RecordingEntity[]): Promise<number> {
    for (const { id } of recordings) await this.analyses.cancelForRecording(transaction, id);
    const { affected } = await transaction.manager.delete(RecordingEntity, { id: In(recordings.map(({ id }) => id)) });
    transaction.afterCommit(async () => {
      for (const { storageKey } of recordings) await this.store.delete(storageKey);
    });
    return affected ?? 0;
  }

  private async toResponses(recordings: readonly RecordingEntity[]): Promise<RecordingResponse[]> {
    const summaries = await this.analyses.listForRecordings(recordings.map(({ id }) => id));
    return recordings.map((recording) => toRecordingResponse(recording, summaries.get(recording.id)!));
  }
}
