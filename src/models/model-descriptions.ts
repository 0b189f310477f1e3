import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApplicationError } from '../common/errors/application-error.js';
import { checkModelFiles } from '../inference/model-directory.js';
import type { ModelManifest } from '../inference/model-manifest.js';
import type { ModelResponse, ModelStatus } from './dto/model.dto.js';
import { ModelEntity } from './entities/model.entity.js';
import type { InstalledModel } from './installed/installed-models.js';
import { unfinishedJobs } from './model-uses.js';
import { ModelStore } from './store/model-store.js';

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

type Described = Pick<
  ModelResponse,
  'licence' | 'description' | 'sizeBytes' | 'files' | 'figures' | 'data' | 'split' | 'limits' | 'lineage'
>;

const UNKNOWN: Described = {
  licence: null,
  description: null,
  sizeBytes: null,
  files: [],
  figures: [],
  data: null,
  split: null,
  limits: null,
  lineage: null,
};

function describe({ licence, description, files, card }: Omit<ModelManifest, 'settings'>): Described {
  const { figures, data, split, limits, lineage } = card;
  const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return { licence, description, sizeBytes, files, figures, data, split, limits, lineage };
}

/** What is wrong with the files of a model, as far as a look at their sizes tells. */
async function faultIn(directory: string, manifest: Pick<ModelManifest, 'files'>): Promise<string | null> {
  return checkModelFiles(directory, manifest).then(
    () => null,
    (error: unknown) => {
      if (error instanceof ApplicationError) return error.message;
      throw error;
    },
  );
}

/** Models as callers see them. */
@Injectable()
export class ModelDescriptions {
  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly store: ModelStore,
  ) {}

  async ofInstalled({ name, task, source, directory, installedAt, manifest }: InstalledModel): Promise<ModelResponse> {
    const isReadable = !(manifest instanceof ApplicationError);
    const fault = isReadable ? await faultIn(directory, manifest) : manifest.message;
    return {
      id: name,
      object: 'model',
      created: secondsOf(installedAt),
      owned_by: 'earshot',
      name,
      task,
      version: isReadable ? manifest.version : null,
      source,
      status: fault === null ? 'ready' : 'damaged',
      fault,
      ...(isReadable ? describe(manifest) : UNKNOWN),
      scores: null,
      shared: true,
      owner: null,
      jobId: null,
      createdAt: installedAt,
      updatedAt: installedAt,
    };
  }

  async ofTrained(rows: readonly ModelEntity[]): Promise<ModelResponse[]> {
    const jobIds = rows.flatMap(({ status, jobId }) => (status === 'training' && jobId !== null ? [jobId] : []));
    const unfinished = await unfinishedJobs(this.models.manager, jobIds);
    return Promise.all(rows.map((row) => this.describeRow(row, row.jobId !== null && unfinished.has(row.jobId))));
  }

  private async describeRow(row: ModelEntity, isTraining: boolean): Promise<ModelResponse> {
    const { id, ownerId, name, task, version, scores, shared, jobId, createdAt, updatedAt } = row;
    const manifest = toManifest(row);
    const fault = manifest === undefined ? null : await faultIn(this.store.pathOf(id), manifest);
    const untrained = { ...UNKNOWN, lineage: { base: row.base, dataSha256: null, settings: {} } };
    const status: ModelStatus =
      manifest === undefined ? (isTraining ? 'training' : 'failed') : fault === null ? 'ready' : 'damaged';
    return {
      id,
      object: 'model',
      created: secondsOf(createdAt),
      owned_by: ownerId,
      name,
      task,
      version,
      source: 'trained',
      status,
      fault,
      ...(manifest === undefined ? untrained : describe(manifest)),
      scores: scores as Record<string, unknown> | null,
      shared,
      owner: ownerId,
      jobId,
      createdAt,
      updatedAt,
    };
  }
}

/** @returns undefined of a model that is not trained yet */
function toManifest(row: ModelEntity): Omit<ModelManifest, 'settings'> | undefined {
  const { name, task, status, version, licence, description, card, files } = row;
  if (status !== 'ready') return undefined;
  // All are written together with the status.
  return {
    name,
    task,
    source: 'trained',
    version: version!,
    licence: licence!,
    description: description!,
    card: card!,
    files: files!,
  };
}
