import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  RANDOM_DESCRIPTION,
  randomWeights,
  SMALL_SEGMENTER,
  writeRandomSegmenter,
} from '../../../test/support/random-segmenter.js';
import { InvalidManifestError } from '../../inference/model-errors.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import { readSegmenter, SEGMENTER_WEIGHTS, segmenterSettings } from './segmenter-directory.js';

describe('the directory of a segmenter', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'segmenter-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('gives back what was written', async () => {
    await writeRandomSegmenter(join(directory, 'model'));
    const { manifest, settings, weights } = await readSegmenter(join(directory, 'model'));
    expect(manifest).toMatchObject({ name: RANDOM_DESCRIPTION.name, task: 'segmentation' });
    expect(manifest.files.map(({ path }) => path)).toEqual(['model.onnx', 'weights.safetensors']);
    expect(settings).toEqual(SMALL_SEGMENTER);
    expect(weights).toEqual(new Map([...randomWeights(SMALL_SEGMENTER)].sort()));
  });

  it('refuses weights that are not those of the manifest', async () => {
    await writeRandomSegmenter(join(directory, 'model'));
    await writeFile(join(directory, 'model', SEGMENTER_WEIGHTS), 'x');
    await expect(readSegmenter(join(directory, 'model'))).rejects.toThrow(/weights\.safetensors is damaged/);
  });

  it.each<[string, object]>([
    ['settings.sampleRateHz', { sampleRateHz: NaN }],
    ['settings.timeStepSeconds', { timeStepSeconds: 0 }],
    ['settings.minFrequencyHz', { minFrequencyHz: 8000 }],
    ['settings.decoding.threshold', { decoding: null }],
    ['settings.network.bands', { network: { ...SMALL_SEGMENTER.network, bands: '64' } }],
    ['settings.network.dilations', { network: { ...SMALL_SEGMENTER.network, dilations: [1e9] } }],
    ['settings.classes', { classes: [] }],
    ['settings.classes', { classes: [{ species: 'a', individual: 'b' }] }],
  ])('refuses bad settings: %s', (name, change) => {
    const manifest = { name: 'm', task: 'segmentation', settings: { ...SMALL_SEGMENTER, ...change } };
    expect(() => segmenterSettings(manifest as unknown as ModelManifest)).toThrow(InvalidManifestError);
    expect(() => segmenterSettings(manifest as unknown as ModelManifest)).toThrow(name);
  });
});
