import { Injectable, Logger } from '@nestjs/common';
import { ModelNotInstalledError } from '../inference/model-not-installed-error.js';
import type { ModelTask } from '../inference/model-manifest.js';
import { JobRegistry } from '../jobs/registry/job-registry.js';
import { JobCreation } from '../jobs/store/job-creation.js';
import { ModelsService } from '../models/models.service.js';
import type { Transaction } from '../database/transactions.js';

/** What makes two requests ask for the same. */
export interface AskedAnalysis {
  readonly recording: { readonly id: string; readonly ownerId: string };
  readonly kind: string;
  readonly options?: object;
  readonly model?: string;
}

/** Analyses that are kept until their model is there: who asks again is answered with the one that is kept. */
@Injectable()
export class KeptAnalyses {
  private readonly logger = new Logger(KeptAnalyses.name);

  constructor(
    private readonly creation: JobCreation,
    private readonly registry: JobRegistry,
    private readonly models: ModelsService,
  ) {}

  /** What the model of an analysis lacks, or `undefined`. Not to be called within a transaction. */
  async missingModelOf(analysis: {
    readonly kind: string;
    readonly ownerId: string;
    readonly model: string | null;
  }): Promise<ModelNotInstalledError | undefined> {
    const { kind, ownerId, model } = analysis;
    const task = this.registry.find(kind)?.modelTask ?? null;
    if (task === null) return undefined;
    try {
      await this.models.resolve({ id: ownerId, role: 'user' }, task as ModelTask, model);
    } catch (error) {
      if (error instanceof ModelNotInstalledError) return error;
      // What else is wrong with the model is the job's to tell: it fails with it.
      this.logger.debug(error);
    }
    return undefined;
  }

  /**
   * The unfinished analysis of the same recording, kind, options and model, if any. Until the transaction ends, no other one looks for an analysis of
   * that recording, so that two requests at the same time do not both make one.
   */
  async find({ manager }: Transaction, { recording, model, ...asked }: AskedAnalysis): Promise<string | undefined> {
    const { kind, options } = this.creation.check({ ...asked, model });
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('kept-analysis ' || $1, 0))`, [recording.id]);
    const [kept] = await manager.query<{ id: string }[]>(
      `SELECT id FROM jobs WHERE recording_id = $1 AND owner_id = $2 AND kind = $3 AND options = $4::jsonb
         AND model IS NOT DISTINCT FROM $5 AND status IN ('queued', 'running', 'waiting')
       ORDER BY created_at, id LIMIT 1`,
      [recording.id, recording.ownerId, kind.kind, JSON.stringify(options), model ?? null],
    );
    return kept?.id;
  }
}
