import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { readFileSync, existsSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FakeHub } from '../../../test/support/fake-hub.js';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import type { CatalogueEntry } from '../catalogue/catalogue-entry.js';
import { readManifest, verifyModelFiles } from '../model-directory.js';
import { ModelStaging } from './model-staging.js';
import { pullModel, type PullOptions, type PullProgress } from './pull-model.js';
import { RETRY_POLICY } from './transient-error.js';

const GRAPH = 'onnx/model_quantized.onnx';
const WEIGHTS = Buffer.alloc(3_000_000).map((_, index) => (index * 7919) % 251) as Buffer;
const FILES = { 'config.json': Buffer.from('{"a":1}'), [GRAPH]: WEIGHTS, 'README.md': Buffer.from('unwanted') };
const PROXIES = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

describe('pullModel', () => {
  const files = new TemporaryFiles();
  const environment = Object.fromEntries(PROXIES.map((name) => [name, process.env[name]]));
  let hub: FakeHub;
  let directory: string;
  let url: string;
  let count = 0;

  const entry = (changes: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
    name: 'tiny',
    task: 'sentiment',
    title: 'A tiny model',
    repository: 'someone/tiny',
    revision: null,
    branch: 'main',
    licence: 'MIT',
    languages: ['en'],
    dtype: 'q8',
    approximateBytes: 3_000_000,
    published: '2026-01',
    files: [
      { remote: 'config.json', local: 'config.json' },
      { remote: 'special_tokens_map.json', local: 'special_tokens_map.json', optional: true },
      { remote: GRAPH, local: 'model_quantized.onnx' },
    ],
    settings: { family: 'roberta' },
    data: 'None.',
    limits: 'None.',
    figures: [],
    ...changes,
  });

  const pull = (options: Partial<PullOptions> = {}, changes: Partial<CatalogueEntry> = {}) =>
    pullModel(entry(changes), {
      hub: { url, directory },
      retryPolicy: { ...RETRY_POLICY, mostFailures: 3, delayMs: 1, longestPauseMs: 2_000 },
      ...options,
    });
  const target = (): string => join(directory, 'sentiment', 'tiny');
  const staged = (): string[] => {
    const place = join(directory, '.part', 'sentiment', 'tiny', 'files');
    return existsSync(place) ? readdirSync(place).sort() : [];
  };

  beforeEach(async () => {
    for (const name of PROXIES) delete process.env[name];
    directory = join(files.directory, `hub-${count++}`);
    hub = await FakeHub.start();
    url = hub.url;
    hub.add('someone/tiny', FILES);
  });
  afterEach(() => hub.stop());
  afterAll(() => {
    Object.assign(process.env, environment);
    for (const name of PROXIES) if (environment[name] === undefined) delete process.env[name];
    files.remove();
  });

  it('pins the branch to a commit, takes only the files of the model, flat, and writes down what they are', async () => {
    const { manifest, wasInstalled } = await pull();
    expect(wasInstalled).toBe(false);
    const revision = hub.add('someone/tiny', FILES);
    expect(manifest).toMatchObject({
      name: 'tiny',
      source: 'hub',
      version: revision.slice(0, 12),
      origin: { repository: 'someone/tiny', revision },
    });
    expect(readdirSync(target()).sort()).toEqual(['config.json', 'model.json', 'model_quantized.onnx']);
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
    const read = await readManifest(target());
    await verifyModelFiles(target(), read);
    expect(read.files.map(({ path }) => path)).toEqual(['config.json', 'model_quantized.onnx']);
    expect(readdirSync(join(directory, '.part', 'sentiment'))).toEqual([]);
  });

  it('fetches nothing again that is intact, and fetches again what is damaged', async () => {
    await pull();
    const asked = hub.requests.length;
    expect(await pull()).toMatchObject({ wasInstalled: true });
    expect(hub.requests).toHaveLength(asked);
    writeFileSync(join(target(), 'model_quantized.onnx'), WEIGHTS.subarray(1));
    expect(await pull()).toMatchObject({ wasInstalled: false });
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
  });

  it('goes on where the connection was cut, each time, and tells how far it is', async () => {
    hub.fail(GRAPH, ...Array.from({ length: 5 }, () => ({ type: 'cut', afterBytes: 500_000 }) as const));
    const progress: PullProgress[] = [];
    await pull({ onProgress: (news) => progress.push(news) });
    const ranges = hub.fetchesOf(GRAPH).filter(({ server }) => server === 'cdn');
    expect(ranges).toHaveLength(6);
    expect(ranges[0].range).toBeUndefined();
    for (const { range, ifRange } of ranges.slice(1)) {
      expect(range).toMatch(/^bytes=[1-9]\d*-$/);
      expect(ifRange).toMatch(/^"[0-9a-f]{32}"$/);
    }
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
    expect(progress.at(-1)).toEqual({ doneBytes: 3_000_007, totalBytes: 3_000_007, file: 'model_quantized.onnx' });
  });

  it('begins anew where the server cannot go on in the middle', async () => {
    hub.fail(GRAPH, { type: 'cut', afterBytes: 500_000 }, { type: 'ignore-range' });
    await pull();
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
  });

  it('throws away what has the wrong checksum, and installs nothing', async () => {
    hub.fail(GRAPH, { type: 'flip' });
    await expect(pull()).rejects.toThrow(/model_quantized\.onnx: the SHA-256 of what came is .* It was thrown away/);
    expect(existsSync(target())).toBe(false);
    expect(staged()).toEqual(['config.json']);
    hub.fail('config.json', { type: 'flip' });
    writeFileSync(join(directory, '.part', 'sentiment', 'tiny', 'files', 'config.json'), '{"a":2}');
    await expect(pull()).rejects.toThrow("config.json: git's checksum of what came");
    await pull();
    expect(readFileSync(join(target(), 'config.json'), 'utf8')).toBe('{"a":1}');
  });

  it('fetches again from the first byte when what an earlier try left is damaged', async () => {
    hub.fail(GRAPH, ...Array.from({ length: 3 }, () => ({ type: 'cut', afterBytes: 0 }) as const));
    await expect(pull()).rejects.toThrow('What was fetched is kept');
    const part = join(directory, '.part', 'sentiment', 'tiny', 'files');
    const [name] = readdirSync(part).filter((each) => each.endsWith('.part'));
    writeFileSync(join(part, name ?? 'missing'), Buffer.alloc(1000, 'x'));
    await pull();
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
  });

  it.each([
    ['announced', true],
    ['not announced', false],
  ])('cuts off a server that sends more than it promised, %s', async (_title, announced) => {
    hub.fail(GRAPH, { type: 'too-long', announced });
    await expect(pull()).rejects.toThrow(/the server sends (3100000 bytes where|more than) 3000000/);
    expect(existsSync(target())).toBe(false);
    expect(staged()).toEqual(['config.json']);
  });

  it('waits as a busy server asks, and gives up when it asks for too long', async () => {
    hub.fail(GRAPH, { type: 'status', status: 429, retryAfter: '1' }, { type: 'status', status: 503 });
    const startedAt = performance.now();
    await pull();
    expect(performance.now() - startedAt).toBeGreaterThan(950);
    hub.fail(GRAPH, { type: 'status', status: 429, retryAfter: '3600' });
    await expect(pull({ force: true })).rejects.toThrow('answered 429 (too many requests)');
    expect(existsSync(target())).toBe(true);
  });

  it.each([
    [404, 'no such repository, revision or file'],
    [401, 'Set MODEL_HUB_TOKEN'],
    [403, 'Set MODEL_HUB_TOKEN'],
    [400, 'it refuses the request'],
  ])('says what %s means, without trying again', async (status, sentence) => {
    hub.fail(GRAPH, { type: 'status', status });
    await expect(pull()).rejects.toThrow(sentence);
    expect(hub.fetchesOf(GRAPH).filter(({ server }) => server === 'cdn')).toHaveLength(1);
    hub.apiStatus = status;
    await expect(pull()).rejects.toThrow(sentence);
  });

  it('gives up a hub that is down, and says where to look', async () => {
    await hub.stop();
    await expect(pull()).rejects.toThrow(/The connection to .* failed \(ECONNREFUSED\)/);
    hub = await FakeHub.start();
  });

  it('sends the token to the hub, and never to where it redirects', async () => {
    await pull({ hub: { url, token: 'hf_secret', directory } });
    const sentTo = (wanted: string) => hub.requests.filter(({ server }) => server === wanted);
    expect(new Set(sentTo('hub').map(({ authorization }) => authorization))).toEqual(new Set(['Bearer hf_secret']));
    expect(sentTo('cdn').map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('refuses another file than the catalogue pins, a missing one, and a model that is much larger than expected', async () => {
    const pinned = entry().files.map((file) => (file.remote === GRAPH ? { ...file, sha256: 'ab'.repeat(32) } : file));
    await expect(pull({}, { files: pinned })).rejects.toThrow('Earshot pins abab');
    await expect(pull({}, { files: [{ remote: 'gone.onnx', local: 'gone.onnx' }] })).rejects.toThrow(
      'it has no file gone.onnx',
    );
    hub.add('someone/tiny', { ...FILES, [GRAPH]: Buffer.alloc(40 * 1024 * 1024) });
    await expect(pull()).rejects.toThrow('about 3000000 are expected');
    await expect(pull({}, { revision: 'ab'.repeat(20) })).rejects.toThrow('answered 404');
  });

  it('reads a tree of many pages, whose links lead elsewhere', async () => {
    hub.pageSize = 1;
    await pull();
    expect(existsSync(target())).toBe(true);
  });

  it('lets one pull a model at a time', async () => {
    const [first, second] = await Promise.allSettled([pull(), pull()]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    const staging = await ModelStaging.open(directory, 'sentiment', 'tiny');
    await expect(pull()).rejects.toThrow('being fetched or changed already');
    await staging.close({ keep: false });
    await pull();
  });

  it('stops when it is told to, keeps what it has, and goes on from there', async () => {
    hub.fail(GRAPH, { type: 'stall', afterBytes: 1_000_000 });
    const controller = new AbortController();
    const pulling = pull({
      signal: controller.signal,
      onProgress: ({ doneBytes }) => {
        if (doneBytes > 900_000) controller.abort(new Error('enough'));
      },
    });
    await expect(pulling).rejects.toThrow('enough');
    expect(existsSync(target())).toBe(false);
    await pull();
    const last = hub.fetchesOf(GRAPH).at(-1);
    expect(Number(/bytes=(\d+)-/.exec(last?.range ?? '')?.[1])).toBeGreaterThan(0);
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
  });

  it('takes the newer files when the branch has moved since an earlier try', async () => {
    hub.fail(GRAPH, { type: 'cut', afterBytes: 1_000 }, { type: 'status', status: 404 });
    await expect(pull()).rejects.toThrow('answered 404');
    const newer = Buffer.from(WEIGHTS).reverse();
    hub.add('someone/tiny', { ...FILES, [GRAPH]: newer }, 'cd'.repeat(20));
    await pull();
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(newer)).toBe(true);
  });

  it('goes through the proxy that the environment names', async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', (request, client) => {
      tunnels.push(request.url!);
      const [host, port] = request.url!.split(':');
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', () => resolve()));
    process.env.http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await pull();
    proxy.closeAllConnections();
    proxy.close();
    expect(tunnels).toContain(new URL(url).host);
    expect(existsSync(target())).toBe(true);
  });

  it('is not confused by a directory where the model goes', async () => {
    mkdirSync(target(), { recursive: true });
    await pull();
    expect(existsSync(join(target(), 'model.json'))).toBe(true);
  });

  it('gives up a hub that drips, says so, and goes on from there later', async () => {
    const slow = { ...RETRY_POLICY, mostFailures: 3, delayMs: 1, slowMs: 100, leastBytes: 1_000 };
    hub.fail(GRAPH, ...Array.from({ length: 5 }, () => ({ type: 'drip', afterBytes: 2_000 }) as const));
    await expect(pull({ retryPolicy: slow })).rejects.toThrow(/model_quantized\.onnx sent \d+ bytes in 0\.1 seconds/);
    expect(hub.fetchesOf(GRAPH).filter(({ server }) => server === 'cdn')).toHaveLength(3);
    hub.fail(GRAPH);
    await pull();
    expect(hub.fetchesOf(GRAPH).at(-1)!.range).toMatch(/^bytes=\d{4,}-$/);
    await verifyModelFiles(target(), await readManifest(target()));
  });

  it('bears a hub that is slow for a while', async () => {
    const patient = { ...RETRY_POLICY, mostFailures: 3, delayMs: 1, slowMs: 1_000, leastBytes: 1_000 };
    hub.fail(GRAPH, { type: 'drip', afterBytes: 2_000 }, { type: 'drip', afterBytes: 2_000 });
    const { manifest } = await pull({ retryPolicy: patient });
    await expect(verifyModelFiles(target(), manifest)).resolves.toBeUndefined();
  });

  it.each(['127.0.0.2', 'localhost', '[::1]', '169.254.169.254'])(
    'does not follow the hub to %s unless private addresses are allowed',
    async (host) => {
      hub.cdnHost = host;
      await expect(pull()).rejects.toThrow(`redirects to ${host.replace(/[[\]]/g, '')}, which is not a public address`);
      expect(hub.requests.every(({ server }) => server === 'hub')).toBe(true);
    },
  );

  it('follows it to private addresses where that is allowed', async () => {
    hub.cdnHost = 'localhost';
    await pull({ hub: { url, directory, allowsPrivate: true } });
    expect(hub.fetchesOf(GRAPH).at(-1)!.server).toBe('cdn');
  });
});
