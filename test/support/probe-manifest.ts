import type { NewModelManifest } from '../../src/inference/model-manifest.js';

/** What a model says of itself that nobody trained. */
export const PROBE_MANIFEST: NewModelManifest = {
  name: 'probe',
  task: 'segmentation',
  version: '1',
  source: 'trained',
  licence: 'CC0-1.0',
  description: 'A model for tests of what keeps models.',
  settings: { classes: [{ species: 'zebra finch', individual: 'a', cluster: '1' }] },
  card: {
    data: 'None.',
    split: 'None.',
    figures: [{ what: 'segment F1', figure: 0.9, data: 'bird b', split: 'leave one bird out' }],
    lineage: { base: null, dataSha256: 'ab'.repeat(32), settings: { seed: 1 } },
    limits: 'It cannot be run.',
  },
};
