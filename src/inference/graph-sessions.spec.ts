import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledGraph, GraphRuntime } from '../training/run/graph-runtime.js';
import { type GraphFile, GraphSessions } from './graph-sessions.js';
import { DamagedModelError } from './model-errors.js';
import type { ModelManifest } from './model-manifest.js';

class FakeRuntime implements GraphRuntime {
  readonly log: string[] = [];

  compile(model: Uint8Array): Promise<CompiledGraph> {
    const name = Buffer.from(model).toString();
    if (name.startsWith('foreign')) {
      return Promise.reject(new Error('Could not find an implementation for Gelu(20) node with name "act"'));
    }
    if (name.startsWith('bad')) return Promise.reject(new Error('Protobuf parsing failed.\nat somewhere'));
    this.log.push(`+${name}`);
    const release = (): Promise<void> => Promise.resolve(void this.log.push(`-${name}`));
    return Promise.resolve({ inputs: new Map(), outputs: new Set(), run: () => Promise.resolve({}), release });
  }
}

describe('GraphSessions', () => {
  let directory: string;
  let runtime: FakeRuntime;
  const nothing = (): Promise<void> => Promise.resolve();

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sessions-'));
    runtime = new FakeRuntime();
  });
  afterEach(() => rm(directory, { recursive: true }));

  async function file(name: string): Promise<GraphFile> {
    const path = `${name}.onnx`;
    await writeFile(join(directory, path), name);
    const sha256 = createHash('sha256').update(name).digest('hex');
    return { directory, path, manifest: { files: [{ path, bytes: name.length, sha256 }] } as unknown as ModelManifest };
  }

  const sessions = (limits: { maxSessions?: number; maxBytes?: number } = {}): GraphSessions =>
    new GraphSessions({ maxSessions: 2, maxBytes: 1000, runtime, ...limits });

  it('loads a file once', async () => {
    const cache = sessions();
    await cache.use(await file('a'), nothing);
    await Promise.all([cache.use(await file('a'), nothing), cache.use(await file('a'), nothing)]);
    expect(runtime.log).toEqual(['+a']);
  });

  it('lets the least recently used go when there are too many', async () => {
    const cache = sessions();
    for (const name of ['a', 'b', 'a', 'c']) await cache.use(await file(name), nothing);
    expect(runtime.log).toEqual(['+a', '+b', '+c', '-b']);
  });

  it('lets old ones go when they are too big, but not the last one', async () => {
    const cache = sessions({ maxBytes: 3 });
    for (const name of ['a', 'bb', 'cccc']) await cache.use(await file(name), nothing);
    expect(runtime.log).toEqual(['+a', '+bb', '+cccc', '-a', '-bb']);
  });

  it('never releases a session that is in use', async () => {
    const cache = sessions({ maxSessions: 1 });
    await cache.use(await file('a'), async () => {
      await cache.use(await file('b'), nothing);
      expect(runtime.log).toEqual(['+a', '+b', '-b']);
    });
    await cache.clear();
    expect(runtime.log).toEqual(['+a', '+b', '-b', '-a']);
  });

  it('takes a file that was replaced for another one', async () => {
    const cache = sessions();
    await cache.use(await file('a'), nothing);
    const { manifest, path } = await file('new');
    await writeFile(join(directory, 'a.onnx'), 'new');
    const replaced = { files: [{ ...manifest.files[0], path: 'a.onnx' }] } as ModelManifest;
    expect(path).toBe('new.onnx');
    await cache.use({ directory, manifest: replaced, path: 'a.onnx' }, nothing);
    expect(runtime.log).toEqual(['+a', '+new']);
  });

  it.each([
    ['that has another content', async (path: string) => writeFile(path, 'x'), /SHA-256/],
    ['of another size', async (path: string) => writeFile(path, 'other'), /bytes/],
    ['that is gone', async (path: string) => rm(path), /missing/],
  ])('names a file %s and tries again the next time', async (_what, damage, fault) => {
    const cache = sessions();
    const good = await file('a');
    await damage(join(directory, 'a.onnx'));
    await expect(cache.use(good, nothing)).rejects.toThrow(DamagedModelError);
    await expect(cache.use(good, nothing)).rejects.toThrow(fault);
    await file('a');
    await cache.use(good, nothing);
    expect(runtime.log).toEqual(['+a']);
    expect(cache.size).toBe(1);
  });

  it('says in one line what ONNX Runtime cannot load', async () => {
    await expect(sessions().use(await file('bad'), nothing)).rejects.toThrow(
      /bad\.onnx is damaged \(ONNX Runtime cannot load it: Protobuf parsing failed\.\)/,
    );
  });

  it('says which export to take where an operator is missing', async () => {
    await expect(sessions().use(await file('foreign'), nothing)).rejects.toThrow(
      /implementation for Gelu.* Take an export of the same model in 8 bits .*_quantized\.onnx.* or in float32/,
    );
  });
});
