import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApplicationError } from '../common/errors/application-error.js';
import { commandLine } from '../config/command-line.js';
import type { CatalogueEntry } from '../inference/catalogue/catalogue-entry.js';
import { findCatalogueEntry } from '../inference/catalogue/catalogue.js';
import type { ModelManifest } from '../inference/model-manifest.js';
import type { ModelResponse, ModelStatus } from './dto/model.dto.js';
import { ModelEntity } from './entities/model.entity.js';
import type { InstalledModel } from './installed/installed-models.js';
import { ModelIntegrity } from './installed/model-integrity.js';
import { unfinishedJobs } from './model-uses.js';
import { ModelStore } from './store/model-store.js';

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

type Described = Pick<
  ModelResponse,
  | 'licence'
  | 'description'
  | 'languages'
  | 'repository'
  | 'revision'
  | 'sizeBytes'
  | 'files'
  | 'figures'
  | 'data'
  | 'split'
  | 'limits'
  | 'lineage'
>;

const UNKNOWN: Described = {
  licence: null,
  description: null,
  languages: null,
  repository: null,
  revision: null,
  sizeBytes: null,
  files: [],
  figures: [],
  data: null,
  split: null,
  limits: null,
  lineage: null,
};

function describe({ name, licence, description, files, card, origin }: Omit<ModelManifest, 'settings'>): Described {
  const { figures, data, split, limits, lineage } = card;
  const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const languages = origin === undefined ? null : [...(findCatalogueEntry(name)?.languages ?? [])];
  return {
    licence,
    description,
    languages,
    repository: origin?.repository ?? null,
    revision: origin?.revision ?? null,
    sizeBytes,
    files,
    figures,
    data,
    split,
    limits,
    lineage,
  };
}

/** Models as callers see them. */
@Injectable()
export class ModelDescriptions {
  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly store: ModelStore,
    private readonly integrity: ModelIntegrity,
  ) {}

  async ofInstalled({ name, task, source, directory, installedAt, manifest }: InstalledModel): Promise<ModelResponse> {
    const isReadable = !(manifest instanceof ApplicationError);
    const fault = isReadable ? await this.faultIn(directory, manifest) : manifest.message;
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

  /** A model of the catalogue that is not here. Its files and exact size are known when it is fetched. */
  ofAvailable(entry: CatalogueEntry): ModelResponse {
    const { name, task, title, repository, revision, languages, licence, figures, data, limits } = entry;
    const publishedAt = new Date(`${entry.published}-01T00:00:00Z`);
    return {
      id: name,
      object: 'model',
      created: secondsOf(publishedAt),
      owned_by: 'earshot',
      name,
      task,
      version: null,
      source: 'hub',
      status: 'available',
      fault: null,
      ...UNKNOWN,
      licence,
      description: `${title}. Fetch it with "${commandLine(`models pull ${name}`)}".`,
      languages: [...languages],
      repository,
      revision,
      sizeBytes: entry.approximateBytes,
      figures: figures.map(({ source, ...figure }) => ({ ...figure, data: `${figure.data} (${source})` })),
      data,
      limits,
      scores: null,
      shared: true,
      owner: null,
      jobId: null,
      createdAt: publishedAt,
      updatedAt: publishedAt,
    };
  }

  async ofTrained(rows: readonly ModelEntity[]): Promise<ModelResponse[]> {
    const jobIds = rows.flatMap(({ status, jobId }) => (status === 'training' && jobId !== null ? [jobId] : []));
    const unfinished = await unfinishedJobs(this.models.manager, jobIds);
    return Promise.all(rows.map((row) => this.describeRow(row, row.jobId !== null && unfinished.has(row.jobId))));
  }

  private async faultIn(directory: string, manifest: Pick<ModelManifest, 'files'>): Promise<string | null> {
    return (await this.integrity.faultIn(directory, manifest))?.message ?? null;
  }

  private async describeRow(row: ModelEntity, isTraining: boolean): Promise<ModelResponse> {
    const { id, ownerId, name, task, version, scores, shared, jobId, createdAt, updatedAt } = row;
    const manifest = toManifest(row);
    const fault = manifest === undefined ? null : await this.faultIn(this.store.pathOf(id), manifest);
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
