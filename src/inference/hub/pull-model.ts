import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ApplicationError } from '../../common/errors/application-error.js';
import type { CatalogueEntry } from '../catalogue/catalogue-entry.js';
import { finishModelDirectory, readManifest, verifyModelFiles } from '../model-directory.js';
import type { ModelFile, ModelManifest } from '../model-manifest.js';
import { describePulled } from './describe-pulled.js';
import { downloadFile, partName } from './download-file.js';
import { checkHashes, hashFile } from './file-hashes.js';
import { HubClient } from './hub-client.js';
import { HubContentError } from './hub-errors.js';
import type { HubSettings } from './hub-settings.js';
import { ModelStaging } from './model-staging.js';
import { type PlannedFile, planPull, type PullPlan } from './plan-pull.js';
import { listRepository, resolveRevision } from './repository-tree.js';
import type { RetryOptions, RetryPolicy } from './transient-error.js';

export interface PullProgress {
  /** Bytes of all files that are on the disk now. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** The file that is being fetched. */
  readonly file: string;
}

export interface PullOptions {
  readonly hub: HubSettings;
  /** What was fetched stays for the next try. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  /** Fetch it although it is installed. */
  readonly force?: boolean;
  readonly retryPolicy?: RetryPolicy;
  /** The hub failed in a way that may pass; it is asked again after a pause. */
  readonly onRetry?: RetryOptions['onRetry'];
}

export interface PulledModel {
  readonly manifest: ModelManifest;
  /** It was there already, and every file is as it should be. */
  readonly wasInstalled: boolean;
}

/**
 * Fetches a model: pins the commit, fetches what is missing, proves every byte, and only then lets the model appear. When this fails or
 * is killed, what was fetched stays aside, and the next call goes on from there.
 * @throws PullInProgressError while another process fetches it
 * @throws HubUnavailableError, HubRefusalError, HubAnswerError, HubContentError, NoSpaceError
 */
export async function pullModel(entry: CatalogueEntry, options: PullOptions): Promise<PulledModel> {
  const { hub, signal, force = false } = options;
  const staging = await ModelStaging.open(hub.directory, entry.task, entry.name);
  let isDone = false;
  try {
    const there = force ? undefined : await intactModel(staging.target);
    isDone = there !== undefined;
    if (there !== undefined) return { manifest: there, wasInstalled: true };
    const client = new HubClient(hub, options.retryPolicy, options.onRetry);
    try {
      const plan = await makePlan(client, entry, signal);
      const manifest = await new Pull(client, entry, plan, staging, options).run();
      isDone = true;
      return { manifest, wasInstalled: false };
    } finally {
      await client.close();
    }
  } catch (error) {
    // Whatever was going on says in its own way that it was stopped.
    signal?.throwIfAborted();
    throw error;
  } finally {
    await staging.close({ keep: !isDone });
  }
}

/** @returns undefined where no model lies, or a damaged one */
async function intactModel(directory: string): Promise<ModelManifest | undefined> {
  try {
    const manifest = await readManifest(directory);
    await verifyModelFiles(directory, manifest);
    return manifest;
  } catch (error) {
    if (error instanceof ApplicationError) return undefined;
    throw error;
  }
}

async function makePlan(client: HubClient, entry: CatalogueEntry, signal?: AbortSignal): Promise<PullPlan> {
  const revision = entry.revision ?? (await resolveRevision(client, entry.repository, entry.branch, signal));
  return planPull(entry, revision, await listRepository(client, entry.repository, revision, signal));
}

class Pull {
  private doneBytes = 0;

  constructor(
    private readonly client: HubClient,
    private readonly entry: CatalogueEntry,
    private readonly plan: PullPlan,
    private readonly staging: ModelStaging,
    private readonly options: PullOptions,
  ) {}

  async run(): Promise<ModelManifest> {
    const { files } = this.plan;
    const parts = files.map(partName);
    await this.staging.keepOnly([...files.map(({ local }) => local), ...parts, ...parts.map((part) => `${part}.etag`)]);
    const directory = await this.staging.directory();
    await this.staging.requireSpace(await this.missingBytes(directory));
    const fetched: ModelFile[] = [];
    for (const file of files) {
      const sha256 = await this.bring(file, directory);
      fetched.push({ path: file.local, bytes: file.bytes, sha256 });
      this.doneBytes += file.bytes;
    }
    const manifest = await finishModelDirectory(directory, describePulled(this.entry, this.plan), fetched);
    this.options.signal?.throwIfAborted();
    await this.staging.install();
    return manifest;
  }

  private async missingBytes(directory: string): Promise<number> {
    let there = 0;
    for (const file of this.plan.files) {
      for (const name of [file.local, partName(file)]) {
        there += await stat(join(directory, name)).then(
          ({ size }) => size,
          () => 0,
        );
      }
    }
    return Math.max(0, this.plan.totalBytes - there);
  }

  /** @returns the SHA-256 of the file, which lies in the directory now */
  private async bring(file: PlannedFile, directory: string): Promise<string> {
    const { signal, onProgress } = this.options;
    const onBytes = (bytes: number): void =>
      onProgress?.({ doneBytes: this.doneBytes + bytes, totalBytes: this.plan.totalBytes, file: file.local });
    const known = await this.earlier(file, join(directory, file.local));
    if (known !== undefined) {
      onBytes(file.bytes);
      return known;
    }
    const path = file.remote.split('/').map(encodeURIComponent).join('/');
    const url = this.client.urlOf(`${this.entry.repository}/resolve/${this.plan.revision}/${path}`);
    return (await downloadFile(this.client, url, file, directory, { signal, onBytes })).sha256;
  }

  /** A file that an earlier try brought to its end. @returns undefined when it is not there or not as it should be */
  private async earlier(file: PlannedFile, path: string): Promise<string | undefined> {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true || found.size !== file.bytes) return undefined;
    const hashes = await hashFile(path, file.bytes, this.options.signal);
    try {
      checkHashes(hashes, file);
      return hashes.sha256;
    } catch (error) {
      if (error instanceof HubContentError) return undefined;
      throw error;
    }
  }
}
