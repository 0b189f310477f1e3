import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { open } from 'node:fs/promises';
import { AnnotationsService } from '../../annotations/annotations.service.js';
import { MinFrequencyTooHighError } from '../../audio/audio-errors.js';
import { AudioSources } from '../../audio/audio-sources.js';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError, PayloadTooLargeError, UnprocessableError } from '../../common/errors/errors.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { receiveMultipart } from '../../common/http/multipart-upload.js';
import { Turnstile } from '../../common/waiting/turnstile.js';
import { withinTime } from '../../common/waiting/within-time.js';
import type { Principal } from '../../common/principal/principal.js';
import { ComputePool } from '../../compute/compute-pool.js';
import { Environment } from '../../config/environment.js';
import { ModelsService } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { FinetuneHead } from '../dto/create-finetune.dto.js';
import type { FinetuneDetails } from '../dto/finetune.dto.js';
import type { FinetuneSource } from '../entities/finetune.entity.js';
import { SegmenterLearningService } from '../../segmentation/learning/segmenter-learning.service.js';
import { FinetuneDirectories, type FinetunePaths } from '../finetune-directories.js';
import { MAX_LABELS, MAX_REQUEST_BYTES } from '../finetune-limits.js';
import { FinetunesService, type PreparedFinetune } from '../finetunes.service.js';
import type { AssembleRequestInput, KnownRecording } from '../training-set/assemble-request.task.js';
import type { TrainingSummary } from '../training-set/assemble-training-set.js';
import type { AssembledZip, AssembleZipInput } from '../zip/assemble-zip.task.js';
import { readHead, Tally, type TrackReference } from './read-training-request.js';
import type { TrainingRequestOutline } from './read-training-request.task.js';

const READ_TASK = new URL('./read-training-request.task.js', import.meta.url);
const ASSEMBLE_TASK = new URL('../training-set/assemble-request.task.js', import.meta.url);
const ZIP_TASK = new URL('../zip/assemble-zip.task.js', import.meta.url);
const FORM_OVERHEAD_BYTES = 1024 * 1024;
/** Unpacked, a zip may be so much larger than uploads may be. */
const UNPACKED_FACTOR = 4;
const LABELS_AT_ONCE = 2_000;
/** Unpacking and decoding one takes up to minutes: where there are two threads for that, one is left to uploads. */
const ZIPS_AT_A_TIME = 1;
const MOST_ZIPS_WAITING = 4;
const MOST_UNPACKING_MS = 10 * 60_000;

const unpackingTooSlow = (): UnprocessableError =>
  new UnprocessableError(
    'training-zip-too-slow',
    `Unpacking the zip and decoding its recordings took longer than ${MOST_UNPACKING_MS / 60_000} minutes; send fewer or shorter recordings.`,
  );

/** What a form says beside its zip. */
export interface TrainingFormFields {
  readonly head: Pick<FinetuneHead, 'name' | 'baseModel' | 'options'>;
  readonly ignoreClasses: boolean;
}

/** A form of another API, with the zip in a part of another name and fields of other meanings. */
export interface ForeignTrainingForm {
  readonly filePart: string;
  /** Understands the fields. Throwing refuses the form, and nothing is kept of it. */
  readonly readFields: (fields: Readonly<Record<string, string>>) => TrainingFormFields | Promise<TrainingFormFields>;
}

/** Takes training sets in: labels as JSON, or recordings and labels as a zip. */
@Injectable()
export class FinetuneIntakeService {
  private readonly zips = new Turnstile(ZIPS_AT_A_TIME, MOST_ZIPS_WAITING);

  constructor(
    private readonly environment: Environment,
    private readonly directories: FinetuneDirectories,
    private readonly finetunes: FinetunesService,
    private readonly recordings: RecordingsService,
    private readonly annotations: AnnotationsService,
    private readonly models: ModelsService,
    private readonly audioSources: AudioSources,
    private readonly pool: ComputePool,
    private readonly learning: SegmenterLearningService,
  ) {}

  /** @throws ApplicationError 4xx naming what is wrong */
  receive(caller: Principal, request: Request, leaving: AbortSignal): Promise<FinetuneDetails> {
    if (typeof request.is('multipart/form-data') === 'string') {
      return this.receiveForm(caller, request, { filePart: 'file', readFields: readNativeFields }, leaving);
    }
    if (typeof request.is('application/json') !== 'string' || request.headers['content-encoding'] !== undefined) {
      const message = 'Send JSON, or a form with a zip of recordings and labels as the part "file"; not compressed.';
      return Promise.reject(new ApplicationError(415, 'unsupported-media-type', message));
    }
    if (Number(request.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) {
      return Promise.reject(new PayloadTooLargeError('The training set', MAX_REQUEST_BYTES));
    }
    return this.prepare(caller, async (paths) => {
      await this.directories.write(request, paths.request, MAX_REQUEST_BYTES);
      return this.fromRequest(caller, paths, leaving);
    });
  }

  /** Takes in the form of another API. */
  receiveForm(
    caller: Principal,
    request: Request,
    form: ForeignTrainingForm,
    leaving: AbortSignal,
  ): Promise<FinetuneDetails> {
    const limit = this.environment.MAX_UPLOAD_BYTES;
    return this.prepare(caller, async (paths) => {
      // Before the upload, which may be large.
      this.zips.assertRoom();
      const { fields } = await receiveMultipart(request, {
        limitBytes: limit + FORM_OVERHEAD_BYTES,
        fileParts: [form.filePart],
        store: (content, signal) => this.directories.write(content, paths.upload, limit, signal),
        discard: () => Promise.resolve(),
      });
      checkStructure(fields);
      const { head, ignoreClasses } = await form.readFields(fields);
      await this.checkHead(caller, head);
      return this.fromZip(paths, head, ignoreClasses, leaving);
    });
  }

  /** Starts a fine-tune for another API. @param body as `POST /v1/models/finetunes` takes it, JSON */
  start(caller: Principal, body: string, leaving: AbortSignal): Promise<FinetuneDetails> {
    return this.prepare(caller, async (paths) => {
      const file = await open(paths.request, 'wx', 0o600);
      try {
        await file.writeFile(body);
      } finally {
        await file.close();
      }
      return this.fromRequest(caller, paths, leaving);
    });
  }

  private async prepare(
    caller: Principal,
    work: (paths: FinetunePaths) => Promise<Omit<PreparedFinetune, 'id'>>,
  ): Promise<FinetuneDetails> {
    const { id, paths } = await this.directories.create();
    try {
      return await this.finetunes.create(caller, { id, ...(await work(paths)) });
    } catch (error) {
      // Queued, it needs its files, whatever failed after that. Where that cannot be told, files that nobody needs are tidied away later.
      const isQueued = await this.finetunes.exists(id).catch(() => true);
      if (!isQueued) await this.directories.remove(id);
      throw error;
    }
  }

  /** Early, so that nobody waits for a zip to be unpacked to learn that the name is no name. */
  private async checkHead(caller: Principal, { name, baseModel }: FinetuneHead): Promise<void> {
    await this.models.checkName(name);
    await this.models.resolve(caller, 'segmentation', baseModel);
  }

  private async fromRequest(
    caller: Principal,
    paths: FinetunePaths,
    signal: AbortSignal,
  ): Promise<Omit<PreparedFinetune, 'id'>> {
    const { head, recordings, labels } = await this.pool.run<string, TrainingRequestOutline>(READ_TASK, paths.request, {
      lane: 'interactive',
      signal,
    });
    await this.checkHead(caller, head);
    const known: KnownRecording[] = [];
    const sampleRatesHz = new Map<string, number>();
    const tally = new Tally('labels', MAX_LABELS);
    tally.add(labels, 'recordings');
    for (const [index, { recordingId, track }] of recordings.entries()) {
      const { durationSeconds, sha256, channels, sampleRateHz } = await this.recordings.find(caller, recordingId);
      refuseUnheard(head, sampleRateHz, `recording ${recordingId} reaches`);
      sampleRatesHz.set(recordingId, sampleRateHz);
      const trackLabels =
        track &&
        (await this.writeTrackLabels(caller, recordingId, track, { index, tally, path: paths.trackLabels(index) }));
      known.push({ durationSeconds, sha256, channels, ...(trackLabels && { trackLabels }) });
    }
    const input = { request: paths.request, recordings: known, output: paths.trainingSet };
    const trainingSet = await this.pool.run<AssembleRequestInput, TrainingSummary>(ASSEMBLE_TASK, input, {
      lane: 'interactive',
      signal,
    });
    this.assertFits(trainingSet, [...sampleRatesHz.values()], head);
    const ids = [...new Set(recordings.map(({ recordingId }) => recordingId))];
    const sources = ids.map((recordingId): FinetuneSource => ({ key: recordingId, recordingId }));
    return { head, trainingSet, sources };
  }

  /** @returns the path, where each line is a list of labels */
  private async writeTrackLabels(
    caller: Principal,
    recordingId: string,
    { id, version }: TrackReference,
    { index, tally, path }: { readonly index: number; readonly tally: Tally; readonly path: string },
  ): Promise<string> {
    const track = await this.annotations.readLabels(caller, id, version);
    tally.add(track.labels.length, `recordings.${index}.annotationTrackId`);
    if (track.recordingId !== recordingId) {
      throw new InvalidRequestError(`Annotation track ${id} is on another recording than ${recordingId}.`);
    }
    const file = await open(path, 'wx', 0o600);
    try {
      for (let start = 0; start < track.labels.length; start += LABELS_AT_ONCE) {
        await file.appendFile(`${JSON.stringify(track.labels.slice(start, start + LABELS_AT_ONCE))}\n`);
      }
    } finally {
      await file.close();
    }
    return path;
  }

  private async fromZip(
    paths: FinetunePaths,
    head: FinetuneHead,
    ignoreClasses: boolean,
    leaving: AbortSignal,
  ): Promise<Omit<PreparedFinetune, 'id'>> {
    const { MAX_UPLOAD_BYTES, MAX_DURATION_SECONDS } = this.environment;
    const free = await this.directories.freeBytes();
    const input: AssembleZipInput = {
      zip: paths.upload,
      directory: paths.directory,
      output: paths.trainingSet,
      limits: { entryBytes: MAX_UPLOAD_BYTES, totalBytes: Math.min(UNPACKED_FACTOR * MAX_UPLOAD_BYTES, free) },
      maxDurationSeconds: MAX_DURATION_SECONDS,
      ffmpegPath: this.audioSources.ffmpegPath,
      ignoreClasses,
    };
    const unpack = (signal: AbortSignal): Promise<AssembledZip> =>
      this.pool.run<AssembleZipInput, AssembledZip>(ZIP_TASK, input, { lane: 'intake', signal });
    const { summary, sources, hints } = await this.zips.pass(
      () => withinTime(MOST_UNPACKING_MS, unpackingTooSlow, [leaving], unpack),
      leaving,
    );
    // What the files say holds where the request says nothing, as far as it is sound.
    const options = readHead({ ...head, options: { ...soundHints(hints), ...head.options } }).options;
    const rates = sources.map(({ sampleRateHz }) => sampleRateHz);
    refuseUnheard(head, Math.min(...rates), 'a recording of the zip reaches');
    this.assertFits(summary, rates, { options });
    return { head: { ...head, options }, trainingSet: summary, sources };
  }

  private assertFits(
    { seconds, areas, classes }: TrainingSummary,
    sampleRatesHz: readonly number[],
    { options }: Pick<FinetuneHead, 'options'>,
  ): void {
    this.learning.assertFits({ seconds, areas, classes, sampleRatesHz, settings: options });
  }
}

/** @throws MinFrequencyTooHighError when a recording holds nothing of what is to be heard */
function refuseUnheard({ options }: Pick<FinetuneHead, 'options'>, rateHz: number, what: string): void {
  const { minFrequencyHz = 0 } = options ?? {};
  if (minFrequencyHz >= rateHz / 2) throw new MinFrequencyTooHighError(minFrequencyHz, rateHz / 2, what);
}

function soundHints(hints: AssembledZip['hints']): object {
  return Object.fromEntries(
    Object.entries(hints).filter(([field, value]) => {
      try {
        readHead({ name: 'any', options: { [field]: value as number } });
        return true;
      } catch {
        return false;
      }
    }),
  );
}

function readNativeFields(fields: Readonly<Record<string, string>>): {
  readonly head: FinetuneHead;
  readonly ignoreClasses: boolean;
} {
  const { options, ...rest } = fields;
  if (options === undefined || options.trim() === '') return { head: readHead(rest), ignoreClasses: false };
  let parsed: unknown;
  try {
    parsed = JSON.parse(options);
  } catch {
    throw InvalidRequestError.forField('options', 'must be a JSON object');
  }
  checkStructure(parsed);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw InvalidRequestError.forField('options', 'must be a JSON object');
  }
  return { head: readHead({ ...rest, options: parsed }), ignoreClasses: false };
}
