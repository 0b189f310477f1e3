import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROBE_MANIFEST } from '../../../test/support/probe-manifest.js';
import { readManifest, writeModelDirectory } from '../../inference/model-directory.js';
import { InvalidManifestError } from '../../inference/model-errors.js';
import { ModelArrivals } from './model-arrivals.js';

describe('ModelArrivals', () => {
  let root: string;
  let directory: string;
  let arrivals: ModelArrivals;
  const graph = (): string => join(directory, 'model.onnx');
  const ask = async (source: 'bundled' | 'imported' = 'imported'): Promise<boolean> =>
    arrivals.isArriving({ source, directory, manifest: await readManifest(directory), installedAt: new Date(0) });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'earshot-arrivals-'));
    directory = join(root, 'finches');
    await writeModelDirectory(directory, PROBE_MANIFEST, { 'model.onnx': Buffer.from('graph') });
    arrivals = new ModelArrivals();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await rm(root, { recursive: true });
  });

  it('knows a model whose files are still being copied, until all of them are there', async () => {
    await rm(graph());
    expect(await ask()).toBe(true);
    await writeFile(graph(), 'gra');
    expect(await ask()).toBe(true);
    await writeFile(graph(), 'graph');
    expect(await ask()).toBe(false);
  });

  it('takes for damage what happens to a model that was whole', async () => {
    expect(await ask()).toBe(false);
    await writeFile(graph(), 'gra');
    expect(await ask()).toBe(false);
  });

  it('takes for damage what nobody has written to for a minute', async () => {
    await rm(graph());
    jest.useFakeTimers({ now: Date.now() + 61_000, doNotFake: ['nextTick', 'setImmediate'] });
    expect(await ask()).toBe(false);
  });

  it('takes for damage what a bundled model lacks', async () => {
    await rm(graph());
    expect(await ask('bundled')).toBe(false);
  });

  it('leaves a bad manifest to those who read it', async () => {
    const manifest = new InvalidManifestError('finches/model.json', 'it is missing');
    expect(await arrivals.isArriving({ source: 'imported', directory, manifest, installedAt: new Date(0) })).toBe(
      false,
    );
  });
});
