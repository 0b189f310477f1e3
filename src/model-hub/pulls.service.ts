import { Injectable } from '@nestjs/common';
import { AnalysesService } from '../analyses/analyses.service.js';
import type { AnalysisResponse } from '../analyses/dto/analysis.dto.js';
import type { Principal } from '../common/principal/principal.js';
import { Transactions } from '../database/transactions.js';
import { findCatalogueEntry } from '../inference/catalogue/catalogue.js';
import { JobCreation } from '../jobs/store/job-creation.js';
import type { CreatePullRequest } from './dto/create-pull.dto.js';
import { MODEL_PULL_KIND } from './model-pull.kind.js';
import { unknownModel } from './unknown-model.js';

/** Starts fetches of models. */
@Injectable()
export class PullsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobCreation,
    private readonly analyses: AnalysesService,
  ) {}

  /** @throws InvalidRequestError when there is no such model */
  async create(caller: Principal, options: CreatePullRequest): Promise<AnalysisResponse> {
    if (findCatalogueEntry(options.name) === undefined) throw unknownModel(options.name);
    const job = { kind: MODEL_PULL_KIND.kind, ownerId: caller.id, recordingId: null, options, isInternal: true };
    const { id } = await this.transactions.run((transaction) => this.jobs.create(transaction, job));
    return this.analyses.get(caller, id);
  }
}
