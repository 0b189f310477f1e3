import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROBERTA_MAX_TOKENS, writeRandomRoberta } from '../../../test/support/random-roberta.js';
import { GraphSessions } from '../../inference/graph-sessions.js';
import { writeModelDirectory } from '../../inference/model-directory.js';
import { type CompiledGraph, onnxRuntime } from '../../training/index.js';
import { describeNgrams, ngramSettings } from '../learning/describe-base.js';
import { trainNgrams } from '../learning/train-ngrams.js';
import { exportNgrams } from '../model/export-ngrams.js';
import { classifyTexts } from './classify-texts.js';

const lessons = [
  ['I hate this awful day', 0],
  ['awful food and I hate it', 0],
  ['the train leaves at nine', 1],
  ['the shop opens at ten', 1],
  ['I love this great day', 2],
  ['great food and I love it', 2],
] as const;
const examples = lessons.map(([text, label]) => ({ text, label }));

describe('classifyTexts', () => {
  let root: string;
  /** Lengths of the inputs of every run. */
  let runs: number[];
  let sessions: GraphSessions;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'earshot-sentiment-'));
    runs = [];
    const runtime = onnxRuntime();
    const compile = async (model: Uint8Array): Promise<CompiledGraph> => {
      const graph = await runtime.compile(model);
      const run: CompiledGraph['run'] = (feeds, outputs) => {
        runs.push(Object.values(feeds)[0].data.length);
        return graph.run(feeds, outputs);
      };
      return { ...graph, run };
    };
    sessions = new GraphSessions({ maxSessions: 2, maxBytes: 2 ** 30, runtime: { compile } });
  });
  afterEach(async () => {
    await sessions.clear();
    await rm(root, { recursive: true });
  });

  const writeNgrams = async (): Promise<string> => {
    const directory = join(root, 'ngrams');
    const bucketCount = 2 ** 12;
    const { model, calibration } = trainNgrams({
      train: examples,
      dev: examples,
      bucketCount,
      strength: 10,
      iterations: 30,
    });
    const manifest = describeNgrams({
      used: ngramSettings(bucketCount),
      settings: {},
      dataSha256: '0'.repeat(64),
      figures: [],
    });
    await writeModelDirectory(directory, manifest, { 'model.onnx': exportNgrams(model, calibration) });
    return directory;
  };
  const likeliest = (probabilities: readonly number[] | null): number =>
    probabilities === null ? -1 : probabilities.indexOf(Math.max(...probabilities));

  it('tells classes by a linear model that was trained and exported', async () => {
    const judged = await classifyTexts(
      await writeNgrams(),
      examples.map(({ text }) => text),
      sessions,
    );
    expect(judged.map(likeliest)).toEqual(examples.map(({ label }) => label));
    for (const probabilities of judged) expect(probabilities!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
  });

  it('judges a long text in short parts, to its end', async () => {
    const directory = await writeNgrams();
    const [loves, hates] = ['I love it ', 'I hate it '].map((text) => text.repeat(100));
    const judged = await classifyTexts(directory, [loves + hates, loves, hates, 'love'.repeat(500)], sessions);
    expect(runs).toHaveLength(15 + 8 + 8 + 2);
    const [both, positive, negative] = judged.map((probabilities) => probabilities![2]);
    // One part has words of both.
    expect(both).toBeCloseTo((positive + negative) / 2, 1);
  });

  it('runs a RoBERTa from the files of a hub, whatever the order of its labels', async () => {
    const directory = join(root, 'roberta');
    await writeRandomRoberta(directory);
    const [first, again, other] = await classifyTexts(
      directory,
      ['@bob says hi', '@eve says hi', 'Something else'],
      sessions,
    );
    // Names of users are not told.
    expect(first).toEqual(again);
    expect(other).not.toEqual(first);
    expect(first!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
    expect(runs[0]).toBe('@user says hi'.length + 2);
  });

  it('shows all of a long text to a RoBERTa in windows that overlap', async () => {
    const directory = join(root, 'roberta');
    await writeRandomRoberta(directory);
    const long = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
    const [judged, changed] = await classifyTexts(directory, [long, `${long}!!!!`], sessions);
    const windows = Math.ceil((long.length - 7) / (ROBERTA_MAX_TOKENS - 2 - 7));
    expect(runs.slice(0, windows)).toEqual(Array<number>(windows).fill(ROBERTA_MAX_TOKENS));
    expect(changed).not.toEqual(judged);
  });

  it('has nothing to say about an empty text', async () => {
    const roberta = join(root, 'roberta');
    await writeRandomRoberta(roberta);
    for (const directory of [await writeNgrams(), roberta]) {
      expect(await classifyTexts(directory, ['', ' \n\t'], sessions)).toEqual([null, null]);
    }
    expect(runs).toEqual([]);
  });

  it('names a tokenizer that is none', async () => {
    const directory = join(root, 'roberta');
    const manifest = await writeRandomRoberta(directory);
    const files = {
      'model_quantized.onnx': Buffer.from('x'),
      'tokenizer.json': Buffer.from('{}'),
      'tokenizer_config.json': Buffer.from('{}'),
    };
    await writeModelDirectory(directory, manifest, files, { replace: true });
    await expect(classifyTexts(directory, ['hi'], sessions)).rejects.toThrow(
      'random-roberta/tokenizer.json is damaged',
    );
  });

  it.each([
    [{ family: 'bert' }, 'settings.family'],
    [{ labels: ['LABEL_0', 'LABEL_1', 'LABEL_2'] }, 'settings.labels'],
    [{ maxTokens: 1 }, 'settings.maxTokens'],
    [{ graph: 7 }, 'settings.graph'],
  ])('refuses settings with a bad %j', async (change, fault) => {
    const directory = join(root, 'roberta');
    const manifest = await writeRandomRoberta(directory);
    const settings = { ...manifest.settings, ...change };
    await writeModelDirectory(
      directory,
      { ...manifest, settings },
      { 'model_quantized.onnx': Buffer.from('x') },
      { replace: true },
    );
    await expect(classifyTexts(directory, ['hi'], sessions)).rejects.toThrow(fault);
  });
});
