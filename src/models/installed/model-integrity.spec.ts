import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROBE_MANIFEST } from '../../../test/support/probe-manifest.js';
import { writeModelDirectory } from '../../inference/model-directory.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import { ModelIntegrity } from './model-integrity.js';

describe('ModelIntegrity', () => {
  let root: string;
  let directory: string;
  let manifest: ModelManifest;
  let integrity: ModelIntegrity;
  const graph = (): string => join(directory, 'model.onnx');
  const faultOf = async (): Promise<string | undefined> => (await integrity.faultIn(directory, manifest))?.message;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'earshot-integrity-'));
    directory = join(root, 'finches');
    manifest = await writeModelDirectory(directory, PROBE_MANIFEST, { 'model.onnx': Buffer.from('graph') });
    integrity = new ModelIntegrity();
  });
  afterEach(() => rm(root, { recursive: true }));

  it('finds nothing wrong with what was written', async () => {
    expect(await faultOf()).toBeUndefined();
    expect(await faultOf()).toBeUndefined();
  });

  it('tells of another size, of other bytes and of a file that is missing, and sees when it is mended', async () => {
    await writeFile(graph(), 'cut');
    expect(await faultOf()).toMatch(/^finches\/model\.onnx is damaged \(it has 3 bytes/);
    await writeFile(graph(), 'grapf');
    expect(await faultOf()).toMatch(/^finches\/model\.onnx is damaged \(its SHA-256/);
    await writeFile(graph(), 'graph');
    expect(await faultOf()).toBeUndefined();
    await rm(graph());
    expect(await faultOf()).toMatch(/it is missing/);
  });

  it('sees a change that leaves size and time of modification as they were', async () => {
    const then = new Date('2024-01-01');
    await utimes(graph(), then, then);
    expect(await faultOf()).toBeUndefined();
    await writeFile(graph(), 'grapf');
    await utimes(graph(), then, then);
    expect(await faultOf()).toMatch(/its SHA-256/);
  });
});
