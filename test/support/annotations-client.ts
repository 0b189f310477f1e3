import type { ApiAnswer, ApiRequest } from './api-client.js';
import { fileForm, makeWav } from './make-wav.js';
import type { TestServer } from './test-server.js';

export interface LabelBody {
  id: string;
  onsetSeconds: number;
  offsetSeconds: number;
  cluster: string;
}

export interface VersionBody {
  number: number;
  labelCount: number;
  message: string;
  author: string | null;
  warnings: { code: string; count: number | null }[];
  detail?: string;
  errors?: { line?: number; column?: number }[];
}

/** Somebody who labels recordings. */
export class AnnotationsClient {
  constructor(
    private readonly server: TestServer,
    readonly token: string,
  ) {}

  call<Body = Record<string, unknown>>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<Body>> {
    return this.server.call<Body>(path, { token: this.token, ...request });
  }

  async newRecording(): Promise<string> {
    const form = fileForm(makeWav({ seconds: 10, sampleRateHz: 8000 }), 'dawn.wav');
    return (await this.call<{ id: string }>('/v1/recordings', { form })).body.id;
  }

  /** An empty track on a recording, which is a new one unless it is given. */
  async newTrack(name = 'birds', recordingId?: string): Promise<string> {
    const recording = recordingId ?? (await this.newRecording());
    return (await this.call<{ id: string }>(`/v1/recordings/${recording}/annotations`, { json: { name } })).body.id;
  }

  save(track: string, labels: unknown, query = ''): Promise<ApiAnswer<VersionBody>> {
    return this.call<VersionBody>(`/v1/annotations/${track}/versions${query}`, { json: { labels } });
  }

  /** Sends a file as the body. */
  send(track: string, body: string | Uint8Array<ArrayBuffer>, query: string): Promise<ApiAnswer<VersionBody>> {
    const headers = { 'Content-Type': 'text/plain' };
    return this.call<VersionBody>(`/v1/annotations/${track}/versions${query}`, { body, headers });
  }

  async labels(track: string, version: number | 'latest' = 'latest', query = ''): Promise<LabelBody[]> {
    const path = `/v1/annotations/${track}/versions/${version}/labels${query}`;
    return (await this.call<{ items: LabelBody[] }>(path)).body.items;
  }
}
