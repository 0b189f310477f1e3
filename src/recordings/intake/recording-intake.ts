import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Readable } from 'node:stream';
import { AudioStore, type StoredAudio } from '../../audio/store/audio-store.js';
import { ApplicationError } from '../../common/errors/application-error.js';
import { PayloadTooLargeError, UnprocessableError } from '../../common/errors/errors.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { toInvalidRequest } from '../../common/http/validation.pipe.js';
import type { IdempotentOutcome } from '../../common/idempotency/idempotency.service.js';
import type { Principal } from '../../common/principal/principal.js';
import { Environment } from '../../config/environment.js';
import { CreateRecordingFromUrlRequest, RecordingFields } from '../dto/create-recording.dto.js';
import type { RecordingResponse } from '../dto/recording-response.dto.js';
import { RecordingCreation } from '../recording-creation.js';
import { UrlFetcher } from '../url-import/url-fetcher.js';
import { type MultipartForm, receiveMultipart } from '../../common/http/multipart-upload.js';

/** Room for the form around the file. */
const FORM_OVERHEAD_BYTES = 1024 * 1024;

class WrongBodyError extends ApplicationError {
  constructor() {
    const message = 'Send the recording as the part "file" of a multipart form, or JSON with the url to fetch it from.';
    super(415, 'unsupported-media-type', message);
  }
}

/** A form or a JSON body that asks for a recording. */
export interface IntakeRequest {
  readonly request: Request;
  readonly caller: Principal;
  readonly ownerId: string | undefined;
  readonly idempotencyKey: string | undefined;
}

/** A form of another API than the native one, with the file in a part of another name and fields of other meanings. */
export interface ForeignForm<Options> {
  readonly request: Request;
  readonly caller: Principal;
  readonly fileParts: readonly string[];
  /** Told which part holds the file, before it is stored. Throwing refuses the form. */
  readonly onFilePart?: (part: string) => void;
  /** Understands the fields, before the recording is made. Throwing refuses the form, and nothing is kept of it. */
  readonly readFields: (fields: Readonly<Record<string, string>>, part: string) => Promise<Options>;
}

export interface ForeignUpload<Options> {
  readonly recording: RecordingResponse;
  readonly part: string;
  readonly options: Options;
}

async function validated<T extends object>(type: new () => T, values: unknown): Promise<T> {
  checkStructure(values);
  const instance = plainToInstance(type, values);
  const errors = await validate(instance, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw toInvalidRequest(errors);
  return instance;
}

/** Takes recordings in: as a multipart upload that streams to the store, or as a URL that the server fetches. */
@Injectable()
export class RecordingIntake {
  constructor(
    private readonly environment: Environment,
    private readonly store: AudioStore,
    private readonly fetcher: UrlFetcher,
    private readonly creation: RecordingCreation,
  ) {}

  receive(intake: IntakeRequest): Promise<IdempotentOutcome<RecordingResponse>> {
    const isForm = typeof intake.request.is('multipart/form-data') === 'string';
    if (isForm) return this.receiveForm(intake);
    if (intake.request.is('application/json') === false) return Promise.reject(new WrongBodyError());
    return this.receiveUrl(intake);
  }

  /** Takes in the form of another API. */
  async receiveForeignForm<Options>(foreign: ForeignForm<Options>): Promise<ForeignUpload<Options>> {
    const { request, caller, fileParts, onFilePart, readFields } = foreign;
    const { file, part, fileName, fields } = await this.readForm(request, { fileParts, onFilePart });
    return this.keepOrDiscard(file, async () => {
      checkStructure(fields);
      const options = await readFields(fields, part);
      const { resource: recording } = await this.creation.create({
        owner: caller.id,
        stored: file,
        fileName,
        fields: {},
        idempotencyKey: undefined,
      });
      return { recording, part, options };
    });
  }

  /** Makes a recording of bytes that the route of another API has stored. Nothing is kept of them when this fails. */
  async keep(
    ownerId: string,
    stored: StoredAudio,
    fileName: string,
    fields: RecordingFields,
  ): Promise<RecordingResponse> {
    return this.keepOrDiscard(stored, async () => {
      const upload = { owner: ownerId, stored, fileName, fields, idempotencyKey: undefined };
      return (await this.creation.create(upload)).resource;
    });
  }

  /** Fetches a recording for another API. */
  async receiveForeignUrl(caller: Principal, url: string): Promise<RecordingResponse> {
    const { resource } = await this.fetchRecording(url, caller.id, {}, undefined);
    return resource;
  }

  private readForm(
    request: Request,
    parts?: Pick<ForeignForm<unknown>, 'fileParts' | 'onFilePart'>,
  ): Promise<MultipartForm<StoredAudio>> {
    const limit = this.environment.MAX_UPLOAD_BYTES;
    return receiveMultipart(request, {
      ...parts,
      limitBytes: limit + FORM_OVERHEAD_BYTES,
      store: (content, signal) => this.store.write(content, { limitBytes: limit, signal }),
      discard: (stored) => this.store.delete(stored.key),
    });
  }

  private async receiveForm({ request, caller, ownerId, idempotencyKey }: IntakeRequest) {
    const owner = await this.creation.ownerFor(caller, ownerId);
    const form = await this.readForm(request);
    return this.keepOrDiscard(form.file, async () => {
      const fields = await validated(RecordingFields, form.fields);
      const { file: stored, fileName } = form;
      return this.creation.create({ owner, stored, fileName, fields, idempotencyKey, namesAnalyses: true });
    });
  }

  private async receiveUrl({ request, caller, ownerId, idempotencyKey }: IntakeRequest) {
    const owner = await this.creation.ownerFor(caller, ownerId);
    const { url, ...fields } = await validated(CreateRecordingFromUrlRequest, request.body ?? {});
    return this.fetchRecording(url, owner, fields, idempotencyKey);
  }

  private async fetchRecording(url: string, owner: string, fields: RecordingFields, idempotencyKey?: string) {
    const fetched = await this.fetcher.fetch(url);
    try {
      const stored = await this.storeFetched(fetched.body, fetched.signal);
      return await this.keepOrDiscard(stored, () =>
        this.creation.create({
          owner,
          stored,
          fileName: fetched.fileName,
          fields,
          idempotencyKey,
          namesAnalyses: true,
        }),
      );
    } finally {
      await fetched.close();
    }
  }

  private async storeFetched(body: Readable, signal: AbortSignal): Promise<StoredAudio> {
    try {
      return await this.store.write(body, { limitBytes: this.environment.MAX_UPLOAD_BYTES, signal });
    } catch (error) {
      if (error instanceof PayloadTooLargeError) {
        const limit = this.environment.MAX_UPLOAD_BYTES;
        throw new UnprocessableError('url-too-large', `url: the file is larger than the limit of ${limit} bytes.`);
      }
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC' || !(error instanceof Error) || 'status' in error)
        throw error;
      throw new UnprocessableError(
        'url-fetch-failed',
        signal.aborted ? 'url: fetching took too long.' : 'url: the file broke off while it was fetched.',
        { cause: error },
      );
    }
  }

  private async keepOrDiscard<T>(stored: StoredAudio, keep: () => Promise<T>): Promise<T> {
    try {
      return await keep();
    } catch (error) {
      await this.creation.discard(stored);
      throw error;
    }
  }
}
