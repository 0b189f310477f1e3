import { readModelFile } from '../../model-directory.js';
import { DamagedModelError, InvalidManifestError } from '../../model-errors.js';
import { MANIFEST_FILE, type ModelManifest } from '../../model-manifest.js';
import { FieldFault, JsonFields } from './json-fields.js';
import { readConfiguration, readLanguages } from './read-configuration.js';
import type { WhisperConfiguration } from './whisper-configuration.js';
import type { WhisperTokenizer } from './whisper-tokenizer.js';

/** Names of the graphs of a Whisper model, from `settings` of its manifest. */
export interface WhisperGraphs {
  readonly encoder: string;
  readonly decoder: string;
}

/** A Whisper model, checked, without its graphs. */
export interface WhisperDirectory {
  readonly directory: string;
  readonly manifest: ModelManifest;
  readonly graphs: WhisperGraphs;
  readonly configuration: WhisperConfiguration;
  readonly tokenizer: WhisperTokenizer;
  /** Whether the model learnt to go on after the text of the window before. */
  readonly takesPreviousText: boolean;
}

interface WhisperSettings {
  readonly family?: unknown;
  readonly graphs?: Readonly<Record<string, unknown>>;
  readonly takesPreviousText?: unknown;
}

/**
 * Reads the small files of a Whisper model: `config.json`, `generation_config.json`, `preprocessor_config.json`, `tokenizer.json` and
 * `tokenizer_config.json`, as the public repositories have them.
 * @throws DamagedModelError naming the file and what is wrong with it
 */
export async function readWhisperDirectory(directory: string, manifest: ModelManifest): Promise<WhisperDirectory> {
  const { graphs, takesPreviousText } = whisperSettings(manifest);
  const read = (file: string): Promise<JsonFields> => readFields(directory, manifest, file);
  return namingFaults(manifest, async () => {
    // Loaded with the first model: who only asks for languages does without.
    const { WhisperTokenizer } = await import('./whisper-tokenizer.js');
    const tokenizer = WhisperTokenizer.of(await read('tokenizer.json'), await read('tokenizer_config.json'));
    const configuration = readConfiguration({
      config: await read('config.json'),
      generation: await read('generation_config.json'),
      preprocessor: await read('preprocessor_config.json'),
      specialTokens: tokenizer.specialTokens,
    });
    return { directory, manifest, graphs, configuration, tokenizer, takesPreviousText };
  });
}

/**
 * The languages of a Whisper model, without the reading of its large files; empty of one that knows English only.
 * @throws DamagedModelError naming the file and what is wrong with it
 */
export const readWhisperLanguages = (
  directory: string,
  manifest: ModelManifest,
): Promise<Pick<WhisperConfiguration, 'languages'>> =>
  namingFaults(manifest, async () => ({
    languages: readLanguages(await readFields(directory, manifest, 'generation_config.json')),
  }));

async function readFields(directory: string, manifest: ModelManifest, file: string): Promise<JsonFields> {
  return JsonFields.parse(file, (await readModelFile(directory, manifest, file)).toString('utf8'));
}

async function namingFaults<Value>(manifest: ModelManifest, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    const [file, fault] = [error.message.split(': ', 1)[0], error.message.slice(error.message.indexOf(': ') + 2)];
    throw new DamagedModelError(`${manifest.name}/${file}`, fault);
  }
}

/** @throws InvalidManifestError when the model is none that Whisper's decoder runs */
export function whisperSettings({ name, settings }: ModelManifest): {
  readonly graphs: WhisperGraphs;
  readonly takesPreviousText: boolean;
} {
  const { family, graphs, takesPreviousText = true } = settings as WhisperSettings;
  const refuse = (fault: string): never => {
    throw new InvalidManifestError(`${name}/${MANIFEST_FILE}`, fault);
  };
  if (family !== 'whisper') refuse('settings.family must be whisper');
  const { encoder, decoder } = graphs ?? {};
  if (typeof encoder !== 'string' || typeof decoder !== 'string') {
    return refuse('settings.graphs must name the files of encoder and decoder');
  }
  if (typeof takesPreviousText !== 'boolean') return refuse('settings.takesPreviousText must be true or false');
  return { graphs: { encoder, decoder }, takesPreviousText };
}
