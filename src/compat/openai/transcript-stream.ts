import { PassThrough, type Readable } from 'node:stream';
import { ApplicationError } from '../../common/errors/application-error.js';
import { toOpenaiError } from './openai-errors.js';
import { TextDeltas } from './text-deltas.js';
import type { AudioUsage } from './transcription.dto.js';

/** Proxies cut connections on which nothing moves for a minute. */
const KEEP_ALIVE_MS = 15_000;

/** Server-sent events of a transcript that comes piece by piece. */
export class TranscriptStream {
  private readonly body = new PassThrough();
  private readonly deltas = new TextDeltas();
  private readonly keepAlive = setInterval(() => this.body.write(': keep-alive\n\n'), KEEP_ALIVE_MS);

  get readable(): Readable {
    return this.body;
  }

  add(run: number, texts: readonly string[]): void {
    this.sendDelta(this.deltas.add(run, texts));
  }

  finish(text: string, usage: AudioUsage): void {
    this.sendDelta(this.deltas.finish(text));
    this.send({ type: 'transcript.text.done', text, usage });
    this.end();
  }

  /** The status is sent by now, so a failure is an event, too. @param error a defect is told without its details */
  fail(error: unknown): void {
    const told =
      error instanceof ApplicationError
        ? error
        : new ApplicationError(500, 'internal-error', 'The server failed. Its log has the details.');
    this.send(toOpenaiError(told));
    this.end();
  }

  /** Nothing of it is sent. */
  abandon(): void {
    clearInterval(this.keepAlive);
    this.body.destroy();
  }

  private sendDelta(delta: string): void {
    if (delta !== '') this.send({ type: 'transcript.text.delta', delta });
  }

  private send(event: object): void {
    this.body.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  private end(): void {
    clearInterval(this.keepAlive);
    this.body.end();
  }
}
