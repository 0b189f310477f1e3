import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ModelFile, ModelTask } from '../model-manifest.js';
import { containedFile } from './contained-file.js';
import { ImportError, type ImportFile, type ImportSource } from './import-source.js';

/** Folders that graphs lie in, and endings of their names, the preferred ones first: quantised weights run faster and are smaller. */
const FOLDERS = ['onnx', '.'];
const ENDINGS = ['_quantized', '', '_int8', '_uint8', '_fp16'];
const DIGITS = 12;
const LABELS = ['negative', 'neutral', 'positive'];
const MOST_CONFIGURATION_BYTES = 16 * 1024 * 1024;

interface Family {
  /** Graphs by their role, without ending. */
  readonly graphs: Readonly<Record<string, string>>;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** @param names of the graphs by role; @param configuration the content of `config.json` */
  readonly settings: (names: Readonly<Record<string, string>>, configuration: unknown) => object;
}

const TOKENIZER = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

const FAMILIES: Readonly<Partial<Record<ModelTask, Family>>> = {
  transcription: {
    graphs: { encoder: 'encoder_model', decoder: 'decoder_model_merged' },
    required: [...TOKENIZER, 'generation_config.json', 'preprocessor_config.json'],
    optional: ['added_tokens.json', 'special_tokens_map.json', 'normalizer.json'],
    settings: (graphs) => ({ family: 'whisper', graphs }),
  },
  sentiment: {
    graphs: { graph: 'model' },
    required: TOKENIZER,
    optional: ['special_tokens_map.json'],
    settings: ({ graph }, configuration) => ({
      family: 'roberta',
      graph,
      labels: labelsOf(configuration),
      maxTokens: 512,
    }),
  },
  'speech-embedding': {
    graphs: { graph: 'model' },
    required: ['config.json', 'preprocessor_config.json'],
    optional: ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'vocab.json'],
    settings: ({ graph }) => ({ family: 'wav2vec2', graph }),
  },
};

/**
 * A directory as transformers.js and the Hugging Face hub lay it out: configuration, tokenizer, and graphs in `onnx/` or beside them.
 * @throws ImportError naming the file that is missing or wrong
 */
export async function huggingfaceDirectory(directory: string, task: ModelTask): Promise<ImportSource> {
  const given = basename(resolve(directory));
  const family = FAMILIES[task];
  if (family === undefined) throw new ImportError(given, `only a directory with a model.json can be one for ${task}.`);
  const files: ImportFile[] = [];
  for (const name of family.required) {
    const file = await fileAt(directory, name);
    if (file === undefined) throw new ImportError(given, `it has no file ${name}.`);
    files.push(file);
  }
  for (const name of family.optional) {
    const file = await fileAt(directory, name);
    if (file !== undefined) files.push(file);
  }
  const graphs: Record<string, string> = {};
  for (const [role, stem] of Object.entries(family.graphs)) {
    const graph = await findGraph(directory, stem, given);
    graphs[role] = graph.local;
    files.push(graph);
  }
  const configuration = await readConfiguration(directory, given);
  const settings = settingsOf(family, graphs, configuration, given);
  return {
    task,
    name: given.toLowerCase(),
    files,
    describe: (copied) => describe(task, settings, Object.values(graphs), copied),
    close: () => undefined,
  };
}

/** @returns undefined where there is none */
async function fileAt(directory: string, path: string): Promise<ImportFile | undefined> {
  const file = await containedFile(directory, path);
  return file && { local: basename(path), ...file };
}

async function findGraph(directory: string, stem: string, given: string): Promise<ImportFile> {
  for (const ending of ENDINGS) {
    for (const folder of FOLDERS) {
      const path = join(folder, `${stem}${ending}.onnx`);
      const graph = await fileAt(directory, path);
      if (graph === undefined) continue;
      if ((await fileAt(directory, `${path}_data`)) === undefined) return graph;
      throw new ImportError(given, `${path} keeps its weights in another file; export it with the weights inside.`);
    }
  }
  throw new ImportError(
    given,
    `it has no graph ${stem}.onnx, nor one ending in _quantized, _int8, _uint8 or _fp16, beside it or in onnx/.`,
  );
}

async function readConfiguration(directory: string, given: string): Promise<unknown> {
  const file = await containedFile(directory, 'config.json');
  if (file === undefined) throw new ImportError(given, 'it has no file config.json.');
  if (file.bytes > MOST_CONFIGURATION_BYTES) throw new ImportError(given, 'its config.json is too large.');
  try {
    return JSON.parse(await text(await file.open()));
  } catch (error) {
    throw new ImportError(given, `its config.json is no JSON (${(error as Error).message}).`);
  }
}

/** The classes in the order of the outputs. `LABEL_0` to `LABEL_2` are what models without names for them say. */
function labelsOf(configuration: unknown): string[] {
  const names = (configuration as { id2label?: Record<string, unknown> } | null)?.id2label ?? {};
  const labels = LABELS.map((_, index) => String(names[index]).toLowerCase());
  if (labels.every((label, index) => label === `label_${index}`)) return LABELS;
  if (LABELS.every((label) => labels.includes(label)) && Object.keys(names).length === LABELS.length) return labels;
  throw new Error(`its config.json must name the classes ${LABELS.join(', ')} in id2label.`);
}

function settingsOf(family: Family, graphs: Readonly<Record<string, string>>, configuration: unknown, given: string) {
  try {
    return family.settings(graphs, configuration);
  } catch (error) {
    throw new ImportError(given, (error as Error).message);
  }
}

/** The version names the bytes of the graphs, as nothing else does. */
function describe(task: ModelTask, settings: object, graphs: readonly string[], files: readonly ModelFile[]) {
  const hash = createHash('sha256');
  for (const { path, sha256 } of files) if (graphs.includes(path)) hash.update(sha256);
  const nothing = 'Not told: it was imported from a directory.';
  return {
    task,
    version: hash.digest('hex').slice(0, DIGITS),
    licence: 'not stated',
    description: 'Imported from a directory.',
    settings,
    card: {
      data: nothing,
      split: nothing,
      figures: [],
      lineage: { base: null, dataSha256: null, settings: {} },
      limits: nothing,
    },
  };
}
