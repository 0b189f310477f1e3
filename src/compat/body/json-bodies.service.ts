import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isUtf8 } from 'node:buffer';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { Turnstile } from '../../common/waiting/turnstile.js';
import { ComputePool } from '../../compute/compute-pool.js';
import { type Body, parseBody } from './parse-body.js';
import type { ParseBodyInput } from './parse-body.task.js';
import { readBytes } from '../../common/http/read-bytes.js';

const TASK = new URL('./parse-body.task.js', import.meta.url);
/** Whole sets of labels come in one body. */
const LIMIT_BYTES = 64 * 1024 * 1024;
/** Larger ones are parsed on a thread, and few of them are in memory at a time. */
const LARGE_BYTES = 256 * 1024;
const LARGE_AT_A_TIME = 4;
/** Millions of small values take seconds: one thread at least is left to other requests. */
const HUGE_BYTES = 8 * 1024 * 1024;
const HUGE_AT_A_TIME = 1;
/** Those that wait have sent next to nothing yet. */
const MOST_WAITING = 200;

const notJson = (): ApplicationError =>
  new ApplicationError(415, 'unsupported-media-type', 'Send JSON, with "Content-Type: application/json".');

/** JSON bodies of routes that the common parser leaves alone. */
@Injectable()
export class JsonBodies {
  private readonly large = new Turnstile(LARGE_AT_A_TIME, MOST_WAITING);
  private readonly huge = new Turnstile(HUGE_AT_A_TIME, MOST_WAITING);

  constructor(private readonly pool: ComputePool) {}

  /**
   * The wanted fields of the body. No body at all is one without fields: some clients send none.
   * @throws ApplicationError 415 for other content, PayloadTooLargeError, InvalidRequestError
   */
  read(request: Request, fields: readonly string[]): Promise<Body> {
    return this.receive(request, async (bytes) => {
      if (bytes.length === 0) return {};
      if (bytes.length <= LARGE_BYTES) return parseBody(Buffer.from(bytes.buffer).toString(), fields);
      return this.onThread<ParseBodyInput, Body>(TASK, { bytes, fields });
    });
  }

  /** Hands the bytes of the body, UTF-8, to a task that reads them its own way. @throws as `read` */
  readOn<Input extends { readonly bytes: Uint8Array }, Output>(
    request: Request,
    task: URL,
    input: Omit<Input, 'bytes'>,
  ): Promise<Output> {
    return this.receive(request, (bytes) =>
      this.onThread<Input, Output>(task, { ...input, bytes } as unknown as Input),
    );
  }

  private async receive<T>(request: Request, use: (bytes: Uint8Array<ArrayBuffer>) => Promise<T>): Promise<T> {
    const isJson = request.is('application/json');
    if (isJson === null) return use(new Uint8Array());
    if (isJson === false || (request.headers['content-encoding'] ?? 'identity') !== 'identity') throw notJson();
    const announced = Number(request.headers['content-length'] ?? Infinity);
    const read = async (): Promise<T> => {
      const bytes = await readBytes(request, LIMIT_BYTES);
      if (!isUtf8(bytes)) throw new InvalidRequestError('The body is not UTF-8.');
      return use(bytes);
    };
    return announced > LARGE_BYTES ? this.large.pass(read) : read();
  }

  private onThread<Input extends { readonly bytes: Uint8Array }, Output>(task: URL, input: Input): Promise<Output> {
    const { buffer, length } = input.bytes;
    const options = { lane: 'interactive' as const, transfer: [buffer as ArrayBuffer] };
    const run = (): Promise<Output> => this.pool.run<Input, Output>(task, input, options);
    return length > HUGE_BYTES ? this.huge.pass(run) : run();
  }
}
