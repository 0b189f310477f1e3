import type { CatalogueEntry, CatalogueFile, PublishedFigure } from './catalogue-entry.js';

const MEGABYTE = 1_000_000;

const GRAPHS = { encoder: 'encoder_model_quantized.onnx', decoder: 'decoder_model_merged_quantized.onnx' } as const;
const CONFIGURATION = [
  'config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
];
const OPTIONAL = ['added_tokens.json', 'special_tokens_map.json', 'normalizer.json'];

interface WhisperSource {
  readonly size: string;
  readonly isEnglishOnly?: boolean;
  readonly revision: string | null;
  readonly megabytes: number;
  readonly published?: string;
  /** Of the pinned revision, where the hub's pages of these files could be looked up. */
  readonly sha256?: { readonly encoder?: string; readonly decoder?: string };
  readonly figures?: readonly PublishedFigure[];
}

function filesOf({ sha256 = {} }: WhisperSource): CatalogueFile[] {
  const graph = (local: string, hash: string | undefined): CatalogueFile => ({
    remote: `onnx/${local}`,
    local,
    ...(hash !== undefined && { sha256: hash }),
  });
  return [
    ...CONFIGURATION.map((name) => ({ remote: name, local: name })),
    ...OPTIONAL.map((name) => ({ remote: name, local: name, optional: true })),
    graph(GRAPHS.encoder, sha256.encoder),
    graph(GRAPHS.decoder, sha256.decoder),
  ];
}

/** The `_timestamped` exports give the cross-attentions of the decoder as outputs, which word times are read from. */
function whisper(source: WhisperSource): CatalogueEntry {
  const { size, isEnglishOnly = false, revision, megabytes, published = '2022-09', figures = [] } = source;
  const name = `whisper-${size}${isEnglishOnly ? '.en' : ''}`;
  return {
    name,
    task: 'transcription',
    title: `OpenAI Whisper ${size}${isEnglishOnly ? ', English only' : ''}, with word times`,
    repository: `onnx-community/${name}_timestamped`,
    revision,
    branch: 'main',
    licence: 'MIT',
    languages: isEnglishOnly ? ['en'] : ['multilingual'],
    dtype: 'q8',
    approximateBytes: megabytes * MEGABYTE,
    published,
    files: filesOf(source),
    settings: { family: 'whisper', graphs: GRAPHS },
    data: 'Recordings from the internet with their transcripts, 680,000 hours for the first models (Radford et al. 2022, arXiv:2212.04356).',
    limits:
      'It may invent text in silence, music and noise, and repeat itself. Languages with little training data do worse. ' +
      'Figures are of the original weights, not of these quantised ones.',
    figures,
  };
}

const librispeechClean = (figure: number, source: string): PublishedFigure => ({
  what: 'word error rate, %',
  figure,
  data: 'LibriSpeech test-clean, English',
  split: "the corpus's own test part",
  source,
});

/** Revisions and hashes as the hub's own pages showed them; see docs/decisions/models.md. */
export const WHISPER_MODELS: readonly CatalogueEntry[] = [
  whisper({
    size: 'large-v3-turbo',
    revision: '76422b78cbe13984a4878adc996e1f70e0618300',
    megabytes: 1100,
    published: '2024-10',
    figures: [
      {
        what: 'word error rate, %',
        figure: 10.1,
        data: 'mean of the ESB datasets, English',
        split: "the datasets' own test parts",
        source: 'model card of efficient-speech/lite-whisper-large-v3-turbo',
      },
    ],
  }),
  whisper({ size: 'small', revision: '64da6eb47cafee84d7b8d9c7a5ab2c5a42737598', megabytes: 253 }),
  whisper({
    size: 'small',
    isEnglishOnly: true,
    revision: '1eed4a6b8cd9ada2ac3493a67cf657e3c220d7da',
    megabytes: 253,
    sha256: { encoder: 'f37219c0fb60c10c8ad3a986119c805e99622e946864f0fa8e3e0c393126e3e0' },
  }),
  whisper({ size: 'base', revision: 'c2f58ba5d2abe7e879d4e8246f774164c5bb8438', megabytes: 80 }),
  whisper({ size: 'base', isEnglishOnly: true, revision: null, megabytes: 80 }),
  whisper({
    size: 'tiny',
    revision: '41bc5e7b3682b7cbace8be6a2da5b9e5abde050e',
    megabytes: 44,
    figures: [librispeechClean(7.55, 'model card of openai/whisper-tiny')],
  }),
  whisper({
    size: 'tiny',
    isEnglishOnly: true,
    revision: 'c91cb7ed90aa771df1581391a90f4a71535c7776',
    megabytes: 44,
    sha256: { decoder: 'f2df67fbe1cf39c9b050d05029b55e217a9467f3453ae5110e2bcc0f5ba73652' },
    figures: [librispeechClean(5.6, 'Radford et al. 2022, appendix D, greedy decoding')],
  }),
];
