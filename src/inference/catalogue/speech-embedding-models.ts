import type { CatalogueEntry } from './catalogue-entry.js';

const GRAPH = 'model_quantized.onnx';

export const SPEECH_EMBEDDING_MODELS: readonly CatalogueEntry[] = [
  {
    name: 'wav2vec2-base-960h',
    task: 'speech-embedding',
    title: 'wav2vec 2.0 base, trained further on 960 hours of LibriSpeech',
    repository: 'Xenova/wav2vec2-base-960h',
    revision: '9ce1509b228e594b70ed699f6f0993cefdc59bf5',
    branch: 'main',
    licence: 'Apache-2.0',
    languages: ['en'],
    dtype: 'q8',
    approximateBytes: 96_000_000,
    published: '2021-01',
    files: [
      { remote: 'config.json', local: 'config.json' },
      { remote: 'preprocessor_config.json', local: 'preprocessor_config.json' },
      ...['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'vocab.json'].map((name) => ({
        remote: name,
        local: name,
        optional: true,
      })),
      {
        remote: `onnx/${GRAPH}`,
        local: GRAPH,
        sha256: 'cd5040c147381580ed73258143dd8e0c28e800a09e74ee42ee2b3e8cb4d760a3',
      },
    ],
    settings: { family: 'wav2vec2', graph: GRAPH },
    data: 'LibriSpeech, 960 hours of read English (Baevski et al. 2020, arXiv:2006.11477).',
    limits:
      'The export was made for recognising letters: whether it also gives hidden states is to be read from its outputs. ' +
      'Figures are of the original weights, not of these quantised ones.',
    figures: [
      {
        what: 'word error rate, %',
        figure: 3.4,
        data: 'LibriSpeech test-clean, English',
        split: "the corpus's own test part",
        source: 'model card of facebook/wav2vec2-base-960h',
      },
    ],
  },
];
