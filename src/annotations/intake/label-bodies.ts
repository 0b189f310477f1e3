import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { ApplicationError } from '../../common/errors/application-error.js';
import { BusyError, InvalidRequestError, PayloadTooLargeError } from '../../common/errors/errors.js';
import { receiveMultipart } from '../../common/http/multipart-upload.js';
import { gatherBytes } from '../../common/http/read-bytes.js';
import { ComputePool } from '../../compute/compute-pool.js';
import type { TierMeaning } from '../formats/label-format.js';
import { LABEL_FORMAT_NAMES, type LabelFormatName } from '../formats/label-formats.js';
import { formatOfName } from './format-of-name.js';
import type { LabelBatch, LabelledRecording } from './label-batch.js';
import type { ParseLabelsInput } from './parse-labels.task.js';

const TASK = new URL('./parse-labels.task.js', import.meta.url);
export const MAX_BODY_BYTES = 64 * 1024 * 1024;
const FORM_OVERHEAD_BYTES = 64 * 1024;
/** So many may be in memory at a time. */
const MAX_AT_A_TIME = 8;

function unsupported({ headers }: Request): ApplicationError {
  const { 'content-type': type, 'content-encoding': encoding } = headers;
  const given =
    encoding === undefined ? `of type ${type?.slice(0, 100) ?? 'unknown'}` : `compressed with ${encoding.slice(0, 40)}`;
  return new ApplicationError(
    415,
    'unsupported-media-type',
    `A body ${given} is not read. Send the file with the header "Content-Type: text/csv" or "application/json", with "Content-Type: text/plain" and ` +
      '?format= for other formats, or as the part "file" of a multipart form; not compressed.',
  );
}

/** How a file of labels is to be read. */
export interface LabelReading {
  /** Told from the request when left out. */
  readonly format?: LabelFormatName;
  readonly tiers?: TierMeaning;
}

/** What was sent, and the name that it came under in a form. */
interface LabelFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fileName?: string;
}

const readAll = (content: Readable, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> =>
  gatherBytes(content, limitBytes, new PayloadTooLargeError('The file of labels', limitBytes));

/** Receives files of labels and has them read on a compute thread. */
@Injectable()
export class LabelBodies {
  private inMemory = 0;

  constructor(private readonly pool: ComputePool) {}

  /** @throws ApplicationError 4xx for what cannot be read; 503 when many others are being read */
  async receive(request: Request, { format, tiers }: LabelReading, recording: LabelledRecording): Promise<LabelBatch> {
    if (this.inMemory >= MAX_AT_A_TIME) {
      throw new BusyError('busy', 'Many files of labels are being read; try again in a moment.', 5);
    }
    this.inMemory++;
    try {
      const { bytes, fileName } = await this.fileOf(request);
      const input = { bytes, format: format ?? this.formatOf(request, fileName), tiers, recording };
      const options = { lane: 'interactive' as const, transfer: [bytes.buffer] };
      return await this.pool.run<ParseLabelsInput, LabelBatch>(TASK, input, options);
    } finally {
      this.inMemory--;
    }
  }

  private formatOf(request: Request, fileName = ''): LabelFormatName {
    const named = formatOfName(fileName);
    if (named !== undefined) return named;
    if (typeof request.is('application/json') === 'string') return 'json';
    if (typeof request.is('text/csv') === 'string') return 'csv';
    throw InvalidRequestError.forField(
      'format',
      `is required for other bodies than application/json, text/csv, and files named .csv, .json or .TextGrid; add ?format= and one of ${LABEL_FORMAT_NAMES.join(', ')}`,
    );
  }

  private async fileOf(request: Request): Promise<LabelFile> {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw unsupported(request);
    if (typeof request.is('multipart/form-data') === 'string') {
      const { file, fileName } = await receiveMultipart(request, {
        limitBytes: MAX_BODY_BYTES + FORM_OVERHEAD_BYTES,
        store: (content) => readAll(content, MAX_BODY_BYTES),
        discard: () => Promise.resolve(),
      });
      return { bytes: file, fileName };
    }
    const isText = request.is(['application/json', 'text/*', 'application/octet-stream']);
    if (isText === false) throw unsupported(request);
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
      throw new PayloadTooLargeError('The file of labels', MAX_BODY_BYTES);
    }
    try {
      return { bytes: await readAll(request, MAX_BODY_BYTES) };
    } catch (error) {
      if (error instanceof ApplicationError) throw error;
      throw new InvalidRequestError('The request was cut before its end.');
    }
  }
}
