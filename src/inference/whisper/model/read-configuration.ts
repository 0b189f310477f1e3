import { WHISPER_RATE_HZ } from '../../../dsp/mel/whisper-log-mel.js';
import type { JsonFields } from './json-fields.js';
import type { WhisperConfiguration, WhisperTokens } from './whisper-configuration.js';

const MOST_TOKENS = 1_000_000;
const MOST_SECONDS = 60;
const DEFAULT_MEDIAN_WIDTH = 7;
const DEFAULT_INITIAL_SECONDS = 1;
const LANGUAGE_TOKEN = /^<\|([a-z]{2,4})\|>$/;

export interface WhisperFiles {
  /** `config.json` */
  readonly config: JsonFields;
  /** `generation_config.json` */
  readonly generation: JsonFields;
  /** `preprocessor_config.json` */
  readonly preprocessor: JsonFields;
  /** Numbers of the special tokens by text, from `tokenizer.json`. */
  readonly specialTokens: ReadonlyMap<string, number>;
}

/**
 * Brings together what the files of a model say of it; nothing is taken for granted but the sample rate and the hop of 10 ms.
 * @throws FieldFault naming the first field that is wrong
 */
export function readConfiguration(files: WhisperFiles): WhisperConfiguration {
  const { config, generation, preprocessor } = files;
  const vocabularySize = config.integer('vocab_size', 2, MOST_TOKENS);
  const layers = config.integer('decoder_layers', 1, 128);
  const heads = config.integer('decoder_attention_heads', 1, 256);
  const modelSize = config.integer('d_model', 1, 8192);
  if (modelSize % heads !== 0) config.refuse('d_model', 'must be a multiple of decoder_attention_heads');
  const positions = config.integer('max_source_positions', 1, 100_000);
  const { chunkSamples, chunkFrames } = readChunk(preprocessor);
  const secondsPerPosition = chunkSamples / WHISPER_RATE_HZ / positions;
  const tokens = readTokens(files, vocabularySize);
  const last = vocabularySize - 1;
  return {
    bands: readBands(files),
    chunkSamples,
    chunkFrames,
    positions,
    secondsPerPosition,
    maxTokens: config.integer('max_target_positions', 8, 100_000),
    layers,
    heads,
    headSize: modelSize / heads,
    vocabularySize,
    tokens,
    languages: readLanguages(generation, last),
    tasks: new Map(generation.integersByName('task_to_id', 0, last)),
    suppressed: [...readSuppressed(files, 'suppress_tokens', last), ...steering(files, tokens)],
    suppressedAtBegin: readSuppressed(files, 'begin_suppress_tokens', last),
    maxInitialTimestamp: generation.integer(
      'max_initial_timestamp_index',
      0,
      MOST_TOKENS,
      Math.round(DEFAULT_INITIAL_SECONDS / secondsPerPosition),
    ),
    alignmentHeads: generation.pairs('alignment_heads', [layers, heads]),
    medianFilterWidth: readMedianWidth(config),
  };
}

/** Tokens of languages by code; empty of a model that knows one language. */
export const readLanguages = (generation: JsonFields, lastToken: number = MOST_TOKENS): ReadonlyMap<string, number> =>
  new Map(generation.integersByName('lang_to_id', 0, lastToken).map(([text, id]) => [codeOf(generation, text), id]));

function readBands({ config, preprocessor }: WhisperFiles): 80 | 128 {
  const bands = config.integer('num_mel_bins', 1, 1024);
  if (preprocessor.integer('feature_size', 1, 1024, bands) !== bands) {
    preprocessor.refuse('feature_size', `must be ${bands}, as num_mel_bins of config.json says`);
  }
  if (bands === 80 || bands === 128) return bands;
  return config.refuse('num_mel_bins', 'must be 80 or 128');
}

function readChunk(preprocessor: JsonFields): { chunkSamples: number; chunkFrames: number } {
  if (preprocessor.integer('sampling_rate', 1, 1e6, WHISPER_RATE_HZ) !== WHISPER_RATE_HZ) {
    preprocessor.refuse('sampling_rate', `must be ${WHISPER_RATE_HZ}`);
  }
  const hop = preprocessor.integer('hop_length', 1, 10_000, 160);
  if (hop !== 160) preprocessor.refuse('hop_length', 'must be 160');
  const samples = WHISPER_RATE_HZ * preprocessor.integer('chunk_length', 1, MOST_SECONDS, 30);
  const chunkSamples = preprocessor.integer('n_samples', WHISPER_RATE_HZ, WHISPER_RATE_HZ * MOST_SECONDS, samples);
  const chunkFrames = preprocessor.integer('nb_max_frames', 1, chunkSamples, Math.floor(chunkSamples / hop));
  if (chunkFrames !== Math.floor(chunkSamples / hop)) {
    preprocessor.refuse('nb_max_frames', `must be ${Math.floor(chunkSamples / hop)} for n_samples ${chunkSamples}`);
  }
  return { chunkSamples, chunkFrames };
}

function readTokens({ config, generation, specialTokens }: WhisperFiles, vocabularySize: number): WhisperTokens {
  const last = vocabularySize - 1;
  const required = (name: string): number => (generation.has(name) ? generation : config).integer(name, 0, last);
  const special = (...texts: string[]): number | undefined =>
    texts.map((text) => specialTokens.get(text)).find((id) => id !== undefined && id <= last);
  const noTimestamps = generation.integer('no_timestamps_token_id', 0, last - 1, special('<|notimestamps|>'));
  return {
    startOfTranscript: required('decoder_start_token_id'),
    endOfText: required('eos_token_id'),
    noTimestamps,
    firstTimestamp: noTimestamps + 1,
    startOfPrevious: special('<|startofprev|>'),
    // The first models call it so; later ones `nospeech`.
    noSpeech: special('<|nospeech|>', '<|nocaptions|>'),
  };
}

function readSuppressed({ config, generation }: WhisperFiles, name: string, last: number): number[] {
  return (generation.has(name) ? generation : config).integers(name, -1, last).filter((token) => token >= 0);
}

/** Tokens that steer the decoder belong into its prompt only, whether the files say so or not. */
function steering({ specialTokens }: WhisperFiles, { endOfText }: WhisperTokens): number[] {
  return [...specialTokens.values()].filter((token) => token !== endOfText);
}

function readMedianWidth(config: JsonFields): number {
  const width = config.integer('median_filter_width', 1, 101, DEFAULT_MEDIAN_WIDTH);
  return width % 2 === 1 ? width : config.refuse('median_filter_width', 'must be odd');
}

function codeOf(generation: JsonFields, token: string): string {
  return LANGUAGE_TOKEN.exec(token)?.[1] ?? generation.refuse('lang_to_id', 'must have names such as <|en|>');
}
