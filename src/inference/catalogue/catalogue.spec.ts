import { describePulled } from '../hub/describe-pulled.js';
import { parseManifest } from '../model-manifest.js';
import { CATALOGUE, DEFAULT_MODELS, findCatalogueEntry, suggestedModel } from './catalogue.js';
import { rankModels } from './ranking.js';

describe('the catalogue', () => {
  it.each(CATALOGUE.map((entry) => [entry.name, entry] as const))('makes a valid model.json of %s', (_name, entry) => {
    const revision = entry.revision ?? 'ab'.repeat(20);
    const files = entry.files.map(({ remote, local }) => ({ remote, local, bytes: 1, sha256: 'cd'.repeat(32) }));
    const described = describePulled(entry, { revision, files, totalBytes: files.length });
    const written = files.map(({ local, bytes, sha256 }) => ({ path: local, bytes, sha256 }));
    const manifest = parseManifest(JSON.stringify({ ...described, files: written }), 'model.json');
    expect(manifest).toMatchObject({
      name: entry.name,
      task: entry.task,
      origin: { revision },
      settings: entry.settings,
    });
    expect(entry.name).toBe(entry.name.toLowerCase());
    expect(entry.published).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    for (const { sha256 } of entry.files) expect(sha256 ?? 'ab'.repeat(32)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has each name once, and every graph that settings name among the files', () => {
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
    for (const { settings, files } of CATALOGUE) {
      const { graph, graphs = {} } = settings as { graph?: string; graphs?: Record<string, string> };
      const named = [graph, ...Object.values(graphs)].filter((each) => each !== undefined);
      expect(files.map(({ local }) => local)).toEqual(expect.arrayContaining(named));
    }
  });

  it('suggests what is fetched by default', () => {
    for (const name of DEFAULT_MODELS) expect(suggestedModel(findCatalogueEntry(name)!.task)?.name).toBe(name);
    expect(suggestedModel('segmentation')).toBeUndefined();
  });
});

describe('rankModels', () => {
  const ranked = (...names: string[]): string[] =>
    rankModels(
      'transcription',
      names.map((name) => ({ name })),
    ).map(({ name }) => name);

  it('puts better models first, those for every language before those for one, and unknown ones last, by name', () => {
    expect(ranked('mine', 'whisper-tiny', 'whisper-small.en', 'a-model', 'whisper-small')).toEqual([
      'whisper-small',
      'whisper-tiny',
      'whisper-small.en',
      'a-model',
      'mine',
    ]);
  });
});
