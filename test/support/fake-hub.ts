import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one answer about a file. */
export type Fault =
  | { readonly type: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly type: 'cut'; readonly afterBytes: number }
  | { readonly type: 'flip' }
  | { readonly type: 'too-long'; readonly announced?: boolean }
  | { readonly type: 'ignore-range' }
  | { readonly type: 'stall'; readonly afterBytes: number }
  /** One byte after the other, and no end. */
  | { readonly type: 'drip'; readonly afterBytes: number };

export interface AnsweredRequest {
  readonly server: 'hub' | 'cdn';
  readonly path: string;
  readonly range?: string;
  readonly ifRange?: string;
  readonly authorization?: string;
}

interface StoredFile {
  readonly bytes: Buffer;
  readonly isLarge: boolean;
}

interface Repository {
  revision: string;
  readonly files: Map<string, StoredFile>;
}

const hexOf = (algorithm: string, ...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

export const commitOf = (text: string): string => hexOf('sha1', text);

/** A model hub on this machine, in the form of Hugging Face's: its API, its redirects to another host, and what can go wrong. */
export class FakeHub {
  readonly requests: AnsweredRequest[] = [];
  /** Faults of a file's next answers, first come first. */
  readonly faults = new Map<string, Fault[]>();
  /** Files of a page of the tree. */
  pageSize = 1000;
  /** Where the hub redirects to: an address of this machine. */
  cdnHost = '127.0.0.1';
  /** Every request to the API answers this. */
  apiStatus?: number;
  private readonly repositories = new Map<string, Repository>();
  private readonly stalled = new Set<ServerResponse>();

  private constructor(
    private readonly hub: Server,
    private readonly cdn: Server,
  ) {}

  static async start(): Promise<FakeHub> {
    const listen = (server: Server): Promise<void> =>
      new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const [hub, cdn] = [createServer(), createServer()];
    await Promise.all([listen(hub), listen(cdn)]);
    const fake = new FakeHub(hub, cdn);
    hub.on('request', (request, response) => fake.answer(request, response));
    cdn.on('request', (request, response) => fake.answerFile('cdn', request, response));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.hub.address() as AddressInfo).port}`;
  }

  /** @param files bytes by path; those of 1,000 bytes or more are in large file storage */
  add(repository: string, files: Readonly<Record<string, Buffer>>, revision = commitOf(repository)): string {
    const stored = Object.entries(files).map(
      ([path, bytes]) => [path, { bytes, isLarge: bytes.length >= 1000 }] as const,
    );
    this.repositories.set(repository, { revision, files: new Map(stored) });
    return revision;
  }

  fail(path: string, ...faults: readonly Fault[]): void {
    this.faults.set(path, [...faults]);
  }

  /** Requests for the bytes of a file. */
  fetchesOf(path: string): AnsweredRequest[] {
    return this.requests.filter((request) => request.path.replace(/\?.*/, '').endsWith(`/${path}`));
  }

  async stop(): Promise<void> {
    for (const response of this.stalled) response.destroy();
    for (const server of [this.hub, this.cdn]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    const [, revisionOf] = /^\/api\/models\/(.+?\/.+?)\/revision\/.+$/.exec(pathname) ?? [];
    const [, treeOf, commit] = /^\/api\/models\/(.+?\/.+?)\/tree\/([0-9a-f]{40})$/.exec(pathname) ?? [];
    if (revisionOf === undefined && treeOf === undefined) return this.answerFile('hub', request, response);
    this.note('hub', request);
    if (this.apiStatus !== undefined) return void response.writeHead(this.apiStatus).end('no');
    const repository = this.repositories.get(revisionOf ?? treeOf);
    if (repository === undefined || (commit !== undefined && commit !== repository.revision)) {
      return void response.writeHead(404).end('{"error":"Repository not found"}');
    }
    response.setHeader('content-type', 'application/json');
    if (revisionOf !== undefined) return void response.end(JSON.stringify({ sha: repository.revision }));
    const start = Number(searchParams.get('cursor') ?? 0);
    const entries = [...repository.files]
      .slice(start, start + this.pageSize)
      .map(([path, file]) => describe(path, file));
    if (start + this.pageSize < repository.files.size) {
      // As on the real hub's mirrors: the link leads elsewhere.
      response.setHeader(
        'link',
        `<http://elsewhere.invalid/tree?recursive=true&cursor=${start + this.pageSize}>; rel="next"`,
      );
    }
    response.end(JSON.stringify([{ type: 'directory', path: 'onnx', oid: 'x' }, ...entries]));
  }

  private note(server: 'hub' | 'cdn', { url, headers }: IncomingMessage): void {
    const { range, authorization } = headers;
    this.requests.push({
      server,
      path: url!,
      range,
      ifRange: headers['if-range'] as string | undefined,
      authorization,
    });
  }

  private answerFile(server: 'hub' | 'cdn', request: IncomingMessage, response: ServerResponse): void {
    this.note(server, request);
    const { pathname } = new URL(request.url!, this.url);
    const [, name, revision, path] = /^\/(.+?\/.+?)\/resolve\/([0-9a-f]{40})\/(.+)$/.exec(pathname) ?? [];
    const repository = this.repositories.get(name);
    const file = repository?.revision === revision ? repository?.files.get(decodeURIComponent(path)) : undefined;
    if (file === undefined) return void response.writeHead(404).end('Entry not found');
    if (server === 'hub' && file.isLarge) {
      const { port } = this.cdn.address() as AddressInfo;
      return void response
        .writeHead(302, { location: `http://${this.cdnHost}:${port}${pathname}?signature=secret` })
        .end();
    }
    this.send(file.bytes, this.faults.get(path)?.shift(), request, response);
  }

  private send(whole: Buffer, fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): void {
    if (fault?.type === 'status') {
      const { status, retryAfter } = fault;
      return void response
        .writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
        .end('fault');
    }
    const etag = `"${hexOf('md5', whole)}"`;
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const ifRange = request.headers['if-range'];
    const honours =
      asked !== undefined && fault?.type !== 'ignore-range' && (ifRange === undefined || ifRange === etag);
    const start = honours ? Number(asked) : 0;
    if (start >= whole.length && whole.length > 0) return void response.writeHead(416).end();
    let bytes = whole.subarray(start);
    if (fault?.type === 'flip') {
      bytes = Buffer.from(bytes);
      bytes[bytes.length - 1] ^= 1;
    }
    if (fault?.type === 'too-long') bytes = Buffer.concat([bytes, Buffer.alloc(100_000, 'x')]);
    const isChunked = fault?.type === 'too-long' && fault.announced !== true;
    response.writeHead(honours ? 206 : 200, {
      etag,
      ...(honours && { 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` }),
      ...(!isChunked && { 'content-length': bytes.length }),
    });
    if (fault?.type === 'cut') {
      return void response.write(bytes.subarray(0, fault.afterBytes), () => response.destroy());
    }
    if (fault?.type === 'drip') {
      response.write(bytes.subarray(0, fault.afterBytes));
      let place = fault.afterBytes;
      const drip = setInterval(() => response.write(bytes.subarray(place, ++place)), 5);
      return void response.on('close', () => clearInterval(drip));
    }
    if (fault?.type === 'stall') {
      this.stalled.add(response);
      return void response.write(bytes.subarray(0, fault.afterBytes));
    }
    response.end(bytes);
  }
}

function describe(path: string, { bytes, isLarge }: StoredFile): object {
  const size = bytes.length;
  if (!isLarge) return { type: 'file', path, size, oid: hexOf('sha1', `blob ${size}\0`, bytes) };
  return {
    type: 'file',
    path,
    size,
    oid: commitOf(path),
    lfs: { oid: hexOf('sha256', bytes), size, pointerSize: 130 },
  };
}
