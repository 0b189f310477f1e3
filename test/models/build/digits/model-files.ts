import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';
import { type NewModelManifest } from '../../../../src/inference/model-manifest.js';
import { exportDecoder } from '../whisper/export-decoder.js';
import { exportEncoder } from '../whisper/export-encoder.js';
import { type Weights } from '../whisper/onnx-draft.js';
import { ALIGNMENT_HEADS, ARCHITECTURE } from './architecture.js';
import {
  merges,
  specialTokens,
  timestampTokens,
  TIMESTAMP_SECONDS,
  TOKENS,
  vocabulary,
  WINDOW_SECONDS,
} from './vocabulary.js';

const HOP_LENGTH = 160;
const MOST_INITIAL_SECONDS = 1;

/** Writes the model as Hugging Face repositories hold Whisper, but without folders, and its `model.json`. */
export async function writeDigitModel(folder: string, weights: Weights, manifest: NewModelManifest): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = new Map<string, Uint8Array>([
    ['config.json', json(config())],
    ['generation_config.json', json(generationConfig())],
    ['preprocessor_config.json', json(preprocessorConfig())],
    ['tokenizer.json', json(tokenizer())],
    ['tokenizer_config.json', json(tokenizerConfig())],
    ['encoder_model.onnx', exportEncoder(weights, ARCHITECTURE)],
    ['decoder_model_merged.onnx', exportDecoder(weights, ARCHITECTURE)],
  ]);
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  const listed = [...files].map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  await writeFile(join(folder, 'model.json'), json({ ...manifest, files: listed }));
}

function json(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

const shared = {
  bos_token_id: TOKENS.endOfText,
  eos_token_id: TOKENS.endOfText,
  pad_token_id: TOKENS.endOfText,
  decoder_start_token_id: TOKENS.startOfTranscript,
  // A blank at the beginning says nothing; the end may come at once, because some recordings hold no digit.
  begin_suppress_tokens: [TOKENS.blank],
};

function config(): object {
  const { channels, heads, feedForward, encoderLayers, decoderLayers, melBands } = ARCHITECTURE;
  return {
    architectures: ['WhisperForConditionalGeneration'],
    model_type: 'whisper',
    is_encoder_decoder: true,
    activation_function: 'gelu',
    d_model: channels,
    encoder_layers: encoderLayers,
    encoder_attention_heads: heads,
    encoder_ffn_dim: feedForward,
    decoder_layers: decoderLayers,
    decoder_attention_heads: heads,
    decoder_ffn_dim: feedForward,
    num_hidden_layers: encoderLayers,
    num_mel_bins: melBands,
    max_source_positions: ARCHITECTURE.sourcePositions,
    max_target_positions: ARCHITECTURE.targetPositions,
    vocab_size: ARCHITECTURE.vocabulary,
    median_filter_width: 7,
    scale_embedding: false,
    use_cache: true,
    ...shared,
  };
}

function generationConfig(): object {
  return {
    ...shared,
    alignment_heads: ALIGNMENT_HEADS,
    is_multilingual: true,
    lang_to_id: { '<|en|>': TOKENS.english, '<|de|>': TOKENS.german },
    task_to_id: { transcribe: TOKENS.transcribe, translate: TOKENS.translate },
    max_initial_timestamp_index: Math.round(MOST_INITIAL_SECONDS / TIMESTAMP_SECONDS),
    max_length: ARCHITECTURE.targetPositions,
    no_timestamps_token_id: TOKENS.noTimestamps,
    prev_sot_token_id: TOKENS.startOfPrevious,
    return_timestamps: false,
    suppress_tokens: [],
  };
}

function preprocessorConfig(): object {
  return {
    feature_extractor_type: 'WhisperFeatureExtractor',
    processor_class: 'WhisperProcessor',
    sampling_rate: WHISPER_RATE_HZ,
    chunk_length: WINDOW_SECONDS,
    n_samples: WINDOW_SECONDS * WHISPER_RATE_HZ,
    nb_max_frames: (WINDOW_SECONDS * WHISPER_RATE_HZ) / HOP_LENGTH,
    n_fft: 400,
    hop_length: HOP_LENGTH,
    feature_size: ARCHITECTURE.melBands,
    padding_side: 'right',
    padding_value: 0,
    return_attention_mask: false,
  };
}

function tokenizer(): object {
  const added = (content: string, id: number, special: boolean): object => {
    return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special };
  };
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      ...[...specialTokens].map(([text, id]) => added(text, id, true)),
      ...timestampTokens.map(([text, id]) => added(text, id, false)),
    ],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(vocabulary),
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
}

function tokenizerConfig(): object {
  const end = '<|endoftext|>';
  return {
    tokenizer_class: 'WhisperTokenizer',
    processor_class: 'WhisperProcessor',
    add_prefix_space: false,
    bos_token: end,
    eos_token: end,
    unk_token: end,
    pad_token: end,
    additional_special_tokens: [...specialTokens.keys()],
    model_max_length: ARCHITECTURE.targetPositions,
  };
}
