import { eventually } from './jobs/eventually.js';
import type { TestServer } from './test-server.js';

/** An analysis as the API shows it. */
export interface AnalysisBody {
  id: string;
  recordingId: string | null;
  kind: string;
  options: Record<string, unknown>;
  status: 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled';
  progress: number;
  etaSeconds: number | null;
  attempts: number;
  model: string | null;
  result: Record<string, unknown> | null;
  error: { code: string; message: string } | null;
  waitingFor: { task: string; model: string | null } | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface ServerEvent {
  readonly type: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** Uses a server's analyses as one user. Jobs are probes, which need no recording. */
export class AnalysesClient {
  constructor(
    private readonly server: TestServer,
    readonly token: string,
  ) {}

  /** @returns the ids of the jobs that were made */
  async probe(kind: string, options: object = {}, count = 1): Promise<string[]> {
    const { status, body } = await this.server.call<{ ids: string[] }>('/v1/probe', {
      token: this.token,
      json: { kind: `probe.${kind}`, options, count },
    });
    if (status !== 201) throw new Error(`The probe answered ${status}: ${JSON.stringify(body)}`);
    return body.ids;
  }

  async get(id: string): Promise<AnalysisBody> {
    const { body } = await this.server.call<AnalysisBody>(`/v1/analyses/${id}`, { token: this.token });
    return body;
  }

  /** Waits until the analysis has one of these states. */
  reaches(id: string, ...states: AnalysisBody['status'][]): Promise<AnalysisBody> {
    return eventually(async () => {
      const analysis = await this.get(id);
      return states.includes(analysis.status) ? analysis : undefined;
    }, 60_000);
  }

  ends(id: string): Promise<AnalysisBody> {
    return this.reaches(id, 'succeeded', 'failed', 'cancelled');
  }

  /** Reads events until `isLast` or the server ends the stream. */
  async events(
    id: string,
    { lastEventId, isLast = () => false }: { lastEventId?: string; isLast?: (event: ServerEvent) => boolean } = {},
  ): Promise<ServerEvent[]> {
    const disconnect = new AbortController();
    const response = await fetch(`${this.server.url}/v1/analyses/${id}/events`, {
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
      },
      signal: disconnect.signal,
    });
    if (response.status !== 200) throw new Error(`The events answered ${response.status}: ${await response.text()}`);
    const events: ServerEvent[] = [];
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const event of blocks.map(parseEvent)) {
        if (event === undefined) continue;
        events.push(event);
        if (!isLast(event)) continue;
        disconnect.abort();
        return events;
      }
    }
    return events;
  }
}

function parseEvent(block: string): ServerEvent | undefined {
  const fields = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]));
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { type: fields.get('event')!, id: fields.get('id')!, data: JSON.parse(data) as Record<string, unknown> };
}
