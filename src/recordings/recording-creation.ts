import { Injectable } from '@nestjs/common';
import { AnalysesService } from '../analyses/analyses.service.js';
import type { CreateAnalysisRequest } from '../analyses/dto/create-analysis.dto.js';
import { AudioInspector } from '../audio/audio-inspector.js';
import { AudioStore, type StoredAudio } from '../audio/store/audio-store.js';
import type { ApplicationError } from '../common/errors/application-error.js';
import { ForbiddenError, type InvalidRequestError } from '../common/errors/errors.js';
import { type IdempotentOutcome, IdempotencyService } from '../common/idempotency/idempotency.service.js';
import { type Principal, isAdmin } from '../common/principal/principal.js';
import { UsersService } from '../auth/users/users.service.js';
import { Transactions } from '../database/transactions.js';
import type { RecordingFields } from './dto/create-recording.dto.js';
import type { RecordingResponse } from './dto/recording-response.dto.js';
import { RecordingEntity } from './entities/recording.entity.js';
import { nameFromFile, safeFileName } from './intake/file-name.js';
import { refusedAnalysis } from './intake/refused-analysis.js';
import { RecordingsService } from './recordings.service.js';

export interface NewRecording {
  readonly owner: string;
  readonly stored: StoredAudio;
  readonly fileName: string;
  readonly fields: RecordingFields;
  readonly idempotencyKey: string | undefined;
  /** Whether the sender named the analyses, so that what is wrong with one is told of `analyses.0`. */
  readonly namesAnalyses?: boolean;
}

/** Turns stored bytes into a recording: measures them, then writes the row and the rows of its analyses in one transaction. */
@Injectable()
export class RecordingCreation {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: IdempotencyService,
    private readonly analyses: AnalysesService,
    private readonly inspector: AudioInspector,
    private readonly store: AudioStore,
    private readonly recordings: RecordingsService,
    private readonly users: UsersService,
  ) {}

  /** @throws ForbiddenError when a user asks to create for somebody else, NotFoundError when there is no such user */
  async ownerFor(caller: Principal, ownerId = caller.id): Promise<string> {
    if (ownerId === caller.id) return ownerId;
    if (!isAdmin(caller)) throw new ForbiddenError();
    return (await this.users.get(ownerId)).id;
  }

  /** Removes bytes that did not become a recording. When the database cannot tell, they stay: housekeeping finds them. */
  async discard({ key }: StoredAudio): Promise<void> {
    const isKept = await this.recordings.hasAudio(key).catch(() => true);
    if (!isKept) await this.store.delete(key);
  }

  /** Bytes of a recording that an earlier request already made are removed. */
  async create({
    owner,
    stored,
    fileName,
    fields,
    idempotencyKey,
    namesAnalyses = false,
  }: NewRecording): Promise<IdempotentOutcome<RecordingResponse>> {
    const originalFileName = safeFileName(fileName);
    const name = fields.name ?? nameFromFile(originalFileName);
    const analyses = fields.analyses ?? [];
    const named = <Refusal>(refusal: Refusal, index: number): Refusal | InvalidRequestError =>
      namesAnalyses ? refusedAnalysis(refusal, index) : refusal;
    for (const [index, analysis] of analyses.entries()) {
      try {
        this.analyses.check(analysis);
      } catch (error) {
        throw named(error, index);
      }
    }
    const description = await this.inspector.describe(stored.key);
    const refusal = await this.firstRefusal({ ownerId: owner, ...description }, analyses, named);
    const { resource: id, replayed } = await this.transactions.run((transaction) => {
      const content = { sha256: stored.sha256, name, analyses };
      const request = { ownerId: owner, scope: 'create-recording', key: idempotencyKey, content };
      return this.idempotency.once(transaction.manager, request, async () => {
        if (refusal !== undefined) throw refusal;
        const recordings = transaction.manager.getRepository(RecordingEntity);
        const { id } = await recordings.save(
          recordings.create({
            ownerId: owner,
            name,
            originalFileName,
            sizeBytes: stored.sizeBytes,
            sha256: stored.sha256,
            storageKey: stored.key,
            ...description,
          }),
        );
        for (const { kind, options, model } of analyses) {
          await this.analyses.create(transaction, { recording: { id, ownerId: owner }, kind, options, model });
        }
        return id;
      });
    });
    if (replayed) await this.store.delete(stored.key);
    return { resource: await this.recordings.read(id), replayed };
  }

  private async firstRefusal(
    recording: Parameters<AnalysesService['refusalOf']>[0],
    analyses: readonly CreateAnalysisRequest[],
    named: (refusal: ApplicationError, index: number) => ApplicationError,
  ): Promise<ApplicationError | undefined> {
    for (const [index, analysis] of analyses.entries()) {
      const refusal = await this.analyses.refusalOf(recording, analysis);
      if (refusal !== undefined) return named(refusal, index);
    }
    return undefined;
  }
}
