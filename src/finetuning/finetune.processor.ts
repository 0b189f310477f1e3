import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { rm } from 'node:fs/promises';
import { Repository } from 'typeorm';
import { AudioSources } from '../audio/audio-sources.js';
import { ApplicationError } from '../common/errors/application-error.js';
import { ConflictError, NotFoundError, UnprocessableError } from '../common/errors/errors.js';
import { Transactions } from '../database/transactions.js';
import type { JobContext, JobOutcome, JobProcessor } from '../jobs/job-context.js';
import { Processes } from '../jobs/processes.decorator.js';
import { JobControl } from '../jobs/store/job-control.js';
import { ModelsService } from '../models/models.service.js';
import { RecordingsService } from '../recordings/recordings.service.js';
import {
  type LearningOutcome,
  type LessonAudio,
  SegmenterLearningService,
} from '../segmentation/learning/segmenter-learning.service.js';
import { FinetuneEntity, type FinetuneSource } from './entities/finetune.entity.js';
import { FINETUNE_KIND, type FinetuneJobOptions, type FinetuneJobResult } from './finetune.kind.js';
import { FinetuneDirectories } from './finetune-directories.js';
import { FinetunesService } from './finetunes.service.js';
import { ProgressKeeper } from './progress/progress-keeper.js';

/** Trains the model of a fine-tune. Killed in the midst of it, the next run goes on from the last checkpoint. */
@Injectable()
@Processes(FINETUNE_KIND.kind)
export class FinetuneProcessor implements JobProcessor<FinetuneJobOptions, FinetuneJobResult> {
  private readonly logger = new Logger(FinetuneProcessor.name);

  constructor(
    @InjectRepository(FinetuneEntity) private readonly finetunes: Repository<FinetuneEntity>,
    private readonly transactions: Transactions,
    private readonly service: FinetunesService,
    private readonly directories: FinetuneDirectories,
    private readonly models: ModelsService,
    private readonly recordings: RecordingsService,
    private readonly audioSources: AudioSources,
    private readonly learning: SegmenterLearningService,
    private readonly control: JobControl,
  ) {}

  async process(job: JobContext<FinetuneJobOptions>): Promise<JobOutcome<FinetuneJobResult>> {
    const finetune = await this.service.read(job.options.finetuneId);
    const { modelId, name: modelName } = finetune;
    if (await this.isReady(finetune)) {
      return { result: { modelId, modelName, classes: finetune.trainingSet.classes }, isKept: true };
    }
    const output = this.models.newDirectory();
    const keeper = new ProgressKeeper(this.finetunes, finetune, job);
    try {
      const learned = await this.learn(finetune, job, { output, keeper });
      job.signal.throwIfAborted();
      await this.finish(finetune, job.id, learned, output);
      await this.directories.remove(finetune.id).catch((error: unknown) => this.logger.error(error));
      return { result: { modelId, modelName, classes: learned.classes }, isKept: true };
    } finally {
      await keeper.close();
      await rm(output, { recursive: true, force: true });
    }
  }

  private async learn(
    finetune: FinetuneEntity,
    job: JobContext,
    { output, keeper }: { readonly output: string; readonly keeper: ProgressKeeper },
  ): Promise<LearningOutcome> {
    const { id, name, base, trainingSet, options, sources } = finetune;
    const paths = this.directories.paths(id);
    if (!(await this.directories.has(id))) {
      throw new UnprocessableError(
        'training-set-gone',
        'The training set is not in the DATA_DIR any more; send it again.',
      );
    }
    const { seed, steps, ...settings } = options;
    const order = {
      trainingSet: paths.trainingSet,
      recordings: Object.fromEntries(
        await Promise.all(sources.map(async (source) => [source.key, await this.audioOf(id, source)] as const)),
      ),
      baseDirectory: await this.directoryOf(finetune),
      settings,
      seed,
      steps,
      checkpoint: paths.checkpoint,
      output,
      model: { name, base, dataSha256: trainingSet.sha256, data: describe(finetune) },
    };
    return this.learning.learn(order, { signal: job.signal, onReport: (report) => keeper.add(report) });
  }

  /** Who may use the base was decided when the fine-tune was asked for. */
  private async directoryOf({ ownerId, base }: FinetuneEntity): Promise<string> {
    const caller = { id: ownerId, role: 'admin' } as const;
    try {
      return (await this.models.resolve(caller, 'segmentation', base.id ?? base.name)).directory;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      throw new UnprocessableError(
        'base-model-gone',
        `The base model "${base.name}" was deleted; start from another one.`,
      );
    }
  }

  private async audioOf(id: string, source: FinetuneSource): Promise<LessonAudio> {
    if (!('recordingId' in source)) {
      const { key, contentType, durationSeconds, sampleRateHz } = source;
      const path = this.directories.paths(id).audio(key);
      return { source: { path, contentType, ffmpegPath: this.audioSources.ffmpegPath }, durationSeconds, sampleRateHz };
    }
    try {
      const { source: audio, recording } = await this.recordings.storedAudioOf(source.recordingId);
      const { path, contentType, ffmpegPath } = audio;
      const { durationSeconds, sampleRateHz } = recording;
      return { source: { path, contentType, ffmpegPath }, durationSeconds, sampleRateHz };
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const message = `Recording ${source.recordingId}, which it learns from, was deleted; send the labels again without it.`;
      throw new UnprocessableError('recording-gone', message);
    }
  }

  /** Whether an earlier run of this job made the model and died before the job's end was written. */
  private async isReady({ ownerId, modelId }: FinetuneEntity): Promise<boolean> {
    try {
      await this.models.open({ id: ownerId, role: 'admin' }, modelId);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ConflictError) return false;
      throw error;
    }
  }

  /**
   * A run that died after this is repeated, and finds its model ready.
   * @throws JobAbortedError when somebody cancelled it a moment ago
   */
  private async finish(
    { id, modelId }: FinetuneEntity,
    jobId: string,
    learned: LearningOutcome,
    directory: string,
  ): Promise<void> {
    try {
      await this.transactions.run(async (transaction) => {
        await this.control.holdAgainstCancel(transaction, jobId);
        const scores = { heldBack: learned.heldBack };
        await this.models.register(transaction, { id: modelId, directory, scores });
        await transaction.manager.update(FinetuneEntity, { id }, { scores: learned.heldBack });
      });
    } catch (error) {
      if (!(error instanceof ApplicationError && error.code === 'model-ready')) throw error;
    }
  }
}

function describe({ trainingSet, base }: FinetuneEntity): string {
  const { labels, classes, seconds, recordings } = trainingSet;
  return (
    `${labels} labels of ${classes} classes in ${seconds.toFixed(1)} s of ${recordings} recordings of the user, ` +
    `on top of what ${base.name} ${base.version} was trained on.`
  );
}
