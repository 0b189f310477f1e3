import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkModelFiles, readManifest, readModelFile, writeModelDirectory } from './model-directory.js';
import { MANIFEST_FILE, type NewModelManifest } from './model-manifest.js';

const manifest: NewModelManifest = {
  name: 'finches',
  task: 'segmentation',
  version: '1',
  source: 'trained',
  licence: 'CC0-1.0',
  description: 'Songs of finches.',
  settings: { classes: [{ species: 'zebra finch', individual: 'a', cluster: '1' }] },
  card: {
    data: '10 s of songs',
    split: 'by bird',
    figures: [{ what: 'segment F1', figure: 0.9, data: 'bird b', split: 'leave one bird out' }],
    lineage: { base: null, dataSha256: null, settings: { seed: 1 } },
    limits: 'One species.',
  },
};
const files = { 'model.onnx': Buffer.from('graph'), 'weights.safetensors': Buffer.from('weights') };

describe('model directory', () => {
  let root: string;
  let directory: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'earshot-model-'));
    directory = join(root, 'finches');
  });
  afterEach(() => rm(root, { recursive: true }));

  const change = async (edit: (manifest: Record<string, unknown>) => void): Promise<void> => {
    const path = join(directory, MANIFEST_FILE);
    const json = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    edit(json);
    await writeFile(path, JSON.stringify(json));
  };

  it('comes back as it was written, and nothing else is left in the place', async () => {
    const written = await writeModelDirectory(directory, manifest, files);
    expect(await readManifest(directory)).toEqual(written);
    expect(written).toMatchObject(manifest);
    for (const [path, bytes] of Object.entries(files)) {
      expect(await readModelFile(directory, written, path)).toEqual(bytes);
    }
    await checkModelFiles(directory, written);
    expect(await readdir(root)).toEqual(['finches']);
  });

  it('does not write over a model unless it is told to', async () => {
    await writeModelDirectory(directory, manifest, files);
    await expect(writeModelDirectory(directory, manifest, files)).rejects.toThrow('is there already');
    await writeModelDirectory(directory, { ...manifest, version: '2' }, files, { replace: true });
    expect(await readManifest(directory)).toMatchObject({ version: '2' });
    expect(await readdir(root)).toEqual(['finches']);
  });

  it('tells a flipped byte, another size and a missing file from the right one', async () => {
    const written = await writeModelDirectory(directory, manifest, files);
    const path = join(directory, 'model.onnx');
    await writeFile(path, 'grapi');
    await expect(readModelFile(directory, written, 'model.onnx')).rejects.toThrow(
      'finches/model.onnx is damaged (its SHA-256 differs from model.json). "npm run --silent earshot -- models verify" finds every such file',
    );
    await writeFile(path, 'graph and more');
    await expect(checkModelFiles(directory, written)).rejects.toThrow('has 14 bytes, model.json says 5');
    await rm(path);
    await expect(readModelFile(directory, written, 'model.onnx')).rejects.toThrow('it is missing');
    await expect(readModelFile(directory, written, '../secret')).rejects.toThrow('does not list it');
  });

  it.each(['../model.onnx', '/etc/passwd', 'a/b', 'a\\b', '.hidden', 'model.json', 'a\n', '', 'a'.repeat(101)])(
    'refuses %j as the name of a file',
    async (path) => {
      await expect(writeModelDirectory(directory, manifest, { [path]: Buffer.from('x') })).rejects.toThrow('files.0');
      expect(await readdir(root)).toEqual([]);
    },
  );

  it.each<[string, (manifest: Record<string, unknown>) => void]>([
    ['files.0.path', (json) => ((json.files as { path: string }[])[0].path = '../model.onnx')],
    ['files.0.sha256', (json) => ((json.files as { sha256: string }[])[0].sha256 = 'x')],
    ['files.0.bytes', (json) => ((json.files as { bytes: number }[])[0].bytes = -1)],
    ['files', (json) => (json.files = [])],
    ['files', (json) => (json.files = [null])],
    ['name', (json) => (json.name = '../..')],
    ['name', (json) => (json.name = '..')],
    ['task', (json) => (json.task = 'cooking')],
    ['settings', (json) => (json.settings = [1])],
    ['card', (json) => delete json.card],
    ['card', (json) => (json.card = [])],
    ['card.lineage', (json) => (json.card = { ...manifest.card, lineage: [] })],
    [
      'card.figures.0.figure',
      (json) => (json.card = { ...manifest.card, figures: [{ what: '', data: '', split: '' }] }),
    ],
    ['card.lineage.dataSha256', (json) => (json.card = { ...manifest.card, lineage: { settings: {}, dataSha256: 1 } })],
  ])('refuses a manifest with a bad %s', async (field, edit) => {
    await writeModelDirectory(directory, manifest, files);
    await change(edit);
    await expect(readManifest(directory)).rejects.toThrow(`finches/model.json is damaged (${field}`);
  });

  it.each(['', 'null', '[]', '{', '{"__proto__":{"name":"x"}}', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`])(
    'refuses text %# that is no manifest',
    async (text) => {
      await writeModelDirectory(directory, manifest, files);
      await writeFile(join(directory, MANIFEST_FILE), text);
      await expect(readManifest(directory)).rejects.toThrow('finches/model.json is damaged');
    },
  );

  it('says of a directory without a manifest what is missing', async () => {
    await expect(readManifest(directory)).rejects.toThrow('finches/model.json is damaged (it is missing)');
  });
});
