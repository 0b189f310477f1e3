import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { findCatalogueEntry } from '../inference/catalogue/catalogue.js';
import { hubSettings } from '../inference/hub/hub-settings.js';
import { pullModel } from '../inference/hub/pull-model.js';
import type { JobContext, JobOutcome, JobProcessor } from '../jobs/job-context.js';
import { Processes } from '../jobs/processes.decorator.js';
import type { CreatePullRequest } from './dto/create-pull.dto.js';
import type { PullPartial, PullResult } from './dto/pull-result.dto.js';
import { MODEL_PULL_KIND } from './model-pull.kind.js';
import { ModelWatcher } from './model-watcher.js';
import { unknownModel } from './unknown-model.js';

const REPORT_MS = 500;

/** Fetches a model; what was fetched when it is cancelled or cut off is kept for the next try. */
@Injectable()
@Processes(MODEL_PULL_KIND.kind)
export class ModelPullProcessor implements JobProcessor<CreatePullRequest, PullResult> {
  constructor(
    private readonly environment: Environment,
    private readonly watcher: ModelWatcher,
  ) {}

  async process(job: JobContext<CreatePullRequest>): Promise<JobOutcome<PullResult>> {
    const { name, force } = job.options;
    const entry = findCatalogueEntry(name);
    if (entry === undefined) throw unknownModel(name);
    let reportedAt = -Infinity;
    const onProgress = (progress: PullPartial): void => {
      if (performance.now() - reportedAt < REPORT_MS) return;
      reportedAt = performance.now();
      job.report(progress.doneBytes / progress.totalBytes, progress);
    };
    const hub = hubSettings(this.environment);
    const { manifest, wasInstalled } = await pullModel(entry, { hub, force, signal: job.signal, onProgress });
    await this.watcher.look();
    const { task, version, files, origin } = manifest;
    return {
      result: {
        name,
        task,
        version,
        repository: origin?.repository ?? entry.repository,
        revision: origin?.revision ?? version,
        sizeBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        wasInstalled,
      },
    };
  }
}
