import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isUtf8 } from 'node:buffer';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { LONG_BODY_BYTES } from '../../common/http/body-limits.js';
import { readBytes } from '../../common/http/read-bytes.js';
import { Turnstile } from '../../common/waiting/turnstile.js';
import { ComputePool } from '../compute-pool.js';
import type { ReadLongBodyInput } from './read-long-body.task.js';

const TASK = new URL('./read-long-body.task.js', import.meta.url);
/** So many are in memory; those that wait have sent next to nothing yet. */
const AT_A_TIME = 4;
const MOST_WAITING = 200;

/** Reads long JSON bodies, few at a time, on compute threads. */
@Injectable()
export class LongBodies {
  private readonly turnstile = new Turnstile(AT_A_TIME, MOST_WAITING);

  constructor(private readonly pool: ComputePool) {}

  /** @throws PayloadTooLargeError as soon as it is known, InvalidRequestError, BusyError when many others are read */
  read(request: Request): Promise<object> {
    return this.turnstile.pass(async () => {
      const bytes = await readBytes(request, LONG_BODY_BYTES);
      if (!isUtf8(bytes)) throw new InvalidRequestError('The body is not UTF-8.');
      const options = { lane: 'interactive' as const, transfer: [bytes.buffer] };
      return this.pool.run<ReadLongBodyInput, object>(TASK, { bytes }, options);
    });
  }
}
