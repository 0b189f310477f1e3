import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError, PayloadTooLargeError, UnavailableError } from '../../common/errors/errors.js';
import { receiveMultipart } from '../../common/http/multipart-upload.js';
import { ComputePool } from '../../compute/compute-pool.js';
import type { LabelFormatName } from '../formats/label-formats.js';
import type { LabelBatch, LabelledRecording } from './label-batch.js';
import type { ParseLabelsInput } from './parse-labels.task.js';

const TASK = new URL('./parse-labels.task.js', import.meta.url);
export const MAX_BODY_BYTES = 64 * 1024 * 1024;
const FORM_OVERHEAD_BYTES = 64 * 1024;
/** So many may be in memory at a time. */
const MAX_AT_A_TIME = 8;

const unsupported = (): ApplicationError =>
  new ApplicationError(
    415,
    'unsupported-media-type',
    'Send JSON, the text of a file of labels, or a form with it as the part "file"; not compressed.',
  );

async function readAll(content: Readable, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw new PayloadTooLargeError('The file of labels', limitBytes);
    chunks.push(chunk);
  }
  // Not a part of Node's shared pool: it is handed to a thread.
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

/** Receives files of labels and has them read on a compute thread. */
@Injectable()
export class LabelBodies {
  private inMemory = 0;

  constructor(private readonly pool: ComputePool) {}

  /** @throws ApplicationError 4xx for what cannot be read; 503 when many others are being read */
  async receive(
    request: Request,
    format: LabelFormatName | undefined,
    recording: LabelledRecording,
  ): Promise<LabelBatch> {
    if (this.inMemory >= MAX_AT_A_TIME) {
      throw new UnavailableError('busy', 'Many files of labels are being read; try again in a moment.', 5);
    }
    this.inMemory++;
    try {
      const bytes = await this.bytesOf(request);
      const input = { bytes, format: this.formatOf(request, format), recording };
      const options = { lane: 'interactive' as const, transfer: [bytes.buffer] };
      return await this.pool.run<ParseLabelsInput, LabelBatch>(TASK, input, options);
    } finally {
      this.inMemory--;
    }
  }

  private formatOf(request: Request, format: LabelFormatName | undefined): LabelFormatName {
    if (format !== undefined) return format;
    if (typeof request.is('application/json') === 'string') return 'json';
    if (typeof request.is('text/csv') === 'string') return 'csv';
    throw InvalidRequestError.forField('format', 'is required for other bodies than application/json and text/csv');
  }

  private async bytesOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw unsupported();
    if (typeof request.is('multipart/form-data') === 'string') {
      const { file } = await receiveMultipart(request, {
        limitBytes: MAX_BODY_BYTES + FORM_OVERHEAD_BYTES,
        store: (content) => readAll(content, MAX_BODY_BYTES),
        discard: () => Promise.resolve(),
      });
      return file;
    }
    const isText = request.is(['application/json', 'text/*', 'application/octet-stream']);
    if (isText === false) throw unsupported();
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
      throw new PayloadTooLargeError('The file of labels', MAX_BODY_BYTES);
    }
    try {
      return await readAll(request, MAX_BODY_BYTES);
    } catch (error) {
      if (error instanceof ApplicationError) throw error;
      throw new InvalidRequestError('The request was cut before its end.');
    }
  }
}
