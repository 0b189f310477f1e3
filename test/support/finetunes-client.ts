import { ZipFile } from 'yazl';
import type { ApiAnswer, ApiRequest } from './api-client.js';
import { eventually } from './jobs/eventually.js';
import { fileForm, makeWav } from './make-wav.js';
import type { TestServer } from './test-server.js';

export interface FinetuneBody {
  id: string;
  name: string;
  modelId: string;
  jobId: string;
  status: 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled';
  progress: number;
  step: number | null;
  steps: number | null;
  etaSeconds: number | null;
  attempts: number;
  error: { code: string; message: string } | null;
  trainingSet: { recordings: number; areas: number; seconds: number; labels: number; classes: number; sha256: string };
  scores: { segmentF1: number; frameF1: number; seconds: number; segments: number } | null;
  warnings: { code: string; message: string; count: number | null }[];
  queuePosition: number | null;
  lossCurve: { step: number; loss: number; validation?: object }[];
  detail?: string;
  errors?: { field: string; message: string }[];
}

const RATE = 16_000;
const CALL_EVERY_SECONDS = 0.5;
const CALL_SECONDS = 0.2;
const PITCHES_HZ = [1500, 3500];

/** A recording of calls of two kinds, one each half second from 0.1 s on, in soft noise; the same for the same length. */
export function makeCalls(seconds: number): Buffer {
  let state = 1;
  const noise = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5;
  return makeWav({
    seconds,
    sampleRateHz: RATE,
    sample: (frame) => {
      const second = frame / RATE;
      const within = (second + CALL_EVERY_SECONDS - 0.1) % CALL_EVERY_SECONDS;
      const pitch = PITCHES_HZ[callAt(second) % PITCHES_HZ.length];
      const call = within < CALL_SECONDS ? 0.5 * Math.sin(2 * Math.PI * pitch * second) : 0;
      return call + 0.01 * noise();
    },
  });
}

const callAt = (second: number): number => Math.max(0, Math.floor((second - 0.1) / CALL_EVERY_SECONDS + 1e-9));

/** The calls of such a recording that are over at `until`. */
export function labelsOfCalls(until: number): { onsetSeconds: number; offsetSeconds: number; cluster: string }[] {
  const labels = [];
  for (let call = 0; 0.1 + call * CALL_EVERY_SECONDS + CALL_SECONDS <= until; call++) {
    const onsetSeconds = 0.1 + call * CALL_EVERY_SECONDS;
    labels.push({ onsetSeconds, offsetSeconds: onsetSeconds + CALL_SECONDS, cluster: call % 2 === 0 ? 'low' : 'high' });
  }
  return labels;
}

export interface ZipContent {
  readonly name: string;
  readonly content: Buffer | string;
  /** Unix mode with the type of the file; default: a plain file. */
  readonly mode?: number;
}

export async function makeZip(contents: readonly ZipContent[]): Promise<Buffer<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const { name, content, mode } of contents)
    zip.addBuffer(Buffer.from(content), name, mode === undefined ? {} : { mode });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Somebody who trains models. */
export class FinetunesClient {
  constructor(
    private readonly server: TestServer,
    readonly token: string,
  ) {}

  call<Body = FinetuneBody>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<Body>> {
    return this.server.call<Body>(path, { token: this.token, ...request });
  }

  async newRecording(seconds = 12): Promise<string> {
    const form = fileForm(makeCalls(seconds), 'calls.wav');
    return (await this.call<{ id: string }>('/v1/recordings', { form })).body.id;
  }

  start(json: object): Promise<ApiAnswer<FinetuneBody>> {
    return this.call('/v1/models/finetunes', { json });
  }

  /** Starts a training on the calls of a new recording. */
  async startOnCalls(name: string, options: object, more: object = {}): Promise<FinetuneBody> {
    const recordingId = await this.newRecording();
    const area = { onsetSeconds: 0, offsetSeconds: 12 };
    const recordings = [{ recordingId, areas: [area], labels: labelsOfCalls(12) }];
    const { status, body } = await this.start({ name, baseModel: 'tiny', recordings, options, ...more });
    if (status !== 202) throw new Error(`The fine-tune answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  sendZip(zip: Buffer<ArrayBuffer>, fields: Record<string, string>): Promise<ApiAnswer<FinetuneBody>> {
    return this.call('/v1/models/finetunes', { form: fileForm(zip, 'lessons.zip', fields) });
  }

  async get(id: string): Promise<FinetuneBody> {
    return (await this.call(`/v1/models/finetunes/${id}`)).body;
  }

  until(id: string, isReached: (finetune: FinetuneBody) => boolean): Promise<FinetuneBody> {
    return eventually(async () => {
      const finetune = await this.get(id);
      return isReached(finetune) ? finetune : undefined;
    }, 120_000);
  }

  ends(id: string): Promise<FinetuneBody> {
    return this.until(id, ({ status }) => ['succeeded', 'failed', 'cancelled'].includes(status));
  }
}
