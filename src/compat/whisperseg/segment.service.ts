import { Injectable, Logger } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { AudioInspector } from '../../audio/audio-inspector.js';
import { AudioSources } from '../../audio/audio-sources.js';
import { AudioStore, type StoredAudio } from '../../audio/store/audio-store.js';
import { ApplicationError } from '../../common/errors/application-error.js';
import { chooseErrorFormat } from '../../common/errors/error-format.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { receiveMultipart } from '../../common/http/multipart-upload.js';
import { toInvalidRequest } from '../../common/http/validation.pipe.js';
import { Environment } from '../../config/environment.js';
import { fieldsOf } from '../body/fields-of.js';
import { JsonBodies } from '../body/json-bodies.service.js';
import { type HeardSegments, toMillisecond } from '../segments/heard-segments.js';
import { SegmentsService } from '../segments/segments.service.js';
import { ClientModels } from '../vocal-annotation/models/client-models.service.js';
import type { ModelClient } from '../vocal-annotation/tokens/model-client.js';
import { type CueTable, toCueTable } from './cue-table.js';
import { emptySegments } from './empty-segments.js';
import type { AudioBody, ReadAudioBodyInput } from './read-audio-body.task.js';
import { type SegmentColumns, SegmentFields, SegmentJsonFields } from './segment.dto.js';

const READ_TASK = new URL('./read-audio-body.task.js', import.meta.url);
const AUDIO_PART = 'audio_file';
const FORM_OVERHEAD_BYTES = 1024 * 1024;
const DEFAULT_MODEL = 'whisperseg-base';
const REASON_HEADER = 'X-Earshot-Error';
const LONGEST_REASON = 500;

const toColumns = ({ onset, offset, class: classes, clusters }: HeardSegments): SegmentColumns => ({
  onset: Array.from(onset, toMillisecond),
  offset: Array.from(offset, toMillisecond),
  cluster: Array.from(classes, (index) => clusters[index]),
});

/** Headers hold no other characters. */
const inHeader = (text: string): string => text.replaceAll(/[^\x20-\x7e]+/g, '?').slice(0, LONGEST_REASON);

async function validated<T extends object>(type: new () => T, values: unknown): Promise<T> {
  checkStructure(values);
  const instance = plainToInstance(type, values);
  const errors = await validate(instance, { whitelist: true });
  if (errors.length > 0) throw toInvalidRequest(errors);
  return instance;
}

/** Segments audio that is sent along and not kept. */
@Injectable()
export class SegmentService {
  private readonly logger = new Logger(SegmentService.name);

  constructor(
    private readonly environment: Environment,
    private readonly bodies: JsonBodies,
    private readonly store: AudioStore,
    private readonly sources: AudioSources,
    private readonly inspector: AudioInspector,
    private readonly models: ClientModels,
    private readonly segments: SegmentsService,
  ) {}

  /** A form is one of the model service, JSON is one of the earlier service. */
  async receive(
    client: ModelClient,
    request: Request,
    response: Response,
    leaving: AbortSignal,
  ): Promise<SegmentColumns | CueTable> {
    if (request.is('multipart/form-data') === false) {
      response.status(201);
      return this.receiveJson(client, request, response, leaving);
    }
    response.status(200);
    chooseErrorFormat(request, emptySegments);
    try {
      return await this.receiveForm(client, request, leaving);
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error;
      const headers = { ...error.headers, [REASON_HEADER]: inHeader(error.message) };
      throw new ApplicationError(error.status, error.code, error.message, { headers, cause: error });
    }
  }

  private async receiveForm(client: ModelClient, request: Request, leaving: AbortSignal): Promise<SegmentColumns> {
    // Before the upload, which may be large.
    this.segments.assertRoom();
    const limit = this.environment.MAX_UPLOAD_BYTES;
    const { file, fields } = await receiveMultipart<StoredAudio>(request, {
      limitBytes: limit + FORM_OVERHEAD_BYTES,
      fileParts: [AUDIO_PART],
      store: (content, signal) => this.store.write(content, { limitBytes: limit, signal }),
      discard: ({ key }) => this.store.delete(key),
    });
    return this.onceOnly(file, async () => this.segment(client, file, await validated(SegmentFields, fields), leaving));
  }

  /** This service answers a failure as if there were no calls; the reason stands in a header. Bodies that cannot be read are refused. */
  private async receiveJson(
    client: ModelClient,
    request: Request,
    response: Response,
    leaving: AbortSignal,
  ): Promise<SegmentColumns | CueTable> {
    this.segments.assertRoom();
    const wanted = fieldsOf(SegmentJsonFields);
    const body = await this.bodies.readOn<ReadAudioBodyInput, AudioBody>(request, READ_TASK, { fields: wanted });
    const fields = await validated(SegmentJsonFields, body.fields);
    const { adobe_audition_compatible: asCues } = fields;
    const columns = await this.ofBytes(client, body.audio, fields, leaving).catch((error: unknown): SegmentColumns => {
      if (!(error instanceof ApplicationError) || error.status >= 500 || leaving.aborted) throw error;
      this.logger.warn(`POST /segment: ${error.message}`);
      response.set(REASON_HEADER, inHeader(error.message));
      return { onset: [], offset: [], cluster: [] };
    });
    return asCues === true ? toCueTable(columns) : columns;
  }

  private async ofBytes(
    client: ModelClient,
    audio: Uint8Array,
    fields: SegmentJsonFields,
    leaving: AbortSignal,
  ): Promise<SegmentColumns> {
    if (audio.length === 0) throw InvalidRequestError.forField('audio_file_base64_string', 'is empty');
    const stored = await this.store.write(Readable.from([audio]), { limitBytes: this.environment.MAX_UPLOAD_BYTES });
    return this.onceOnly(stored, () => this.segment(client, stored, fields, leaving));
  }

  private async segment(
    client: ModelClient,
    { key }: StoredAudio,
    { model_name, min_frequency, spec_time_step, min_segment_length, channel_id }: SegmentFields,
    leaving: AbortSignal,
  ): Promise<SegmentColumns> {
    const model = await this.models.resolve(client, model_name ?? DEFAULT_MODEL);
    const { contentType, channels, durationSeconds } = await this.inspector.describe(key, leaving);
    const channel = channel_id ?? 0;
    if (channel >= channels) {
      throw InvalidRequestError.forField('channel_id', `must be below ${channels}, the number of channels`);
    }
    const options = {
      channel,
      minFrequencyHz: min_frequency ?? undefined,
      timeStepSeconds: spec_time_step ?? undefined,
      minSegmentSeconds: min_segment_length ?? undefined,
    };
    const source = { ...this.sources.sourceOf(key, contentType), durationSeconds };
    return toColumns(await this.segments.ofFile(source, model, options, leaving));
  }

  private async onceOnly<T>({ key }: StoredAudio, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await this.store.delete(key);
    }
  }
}
