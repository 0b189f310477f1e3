import type { CatalogueEntry } from './catalogue-entry.js';

const GRAPH = 'model_quantized.onnx';

const FILES: CatalogueEntry['files'] = [
  ...['config.json', 'tokenizer.json', 'tokenizer_config.json'].map((name) => ({ remote: name, local: name })),
  { remote: 'special_tokens_map.json', local: 'special_tokens_map.json', optional: true },
  { remote: `onnx/${GRAPH}`, local: GRAPH },
];

/** Both models are RoBERTa-base with a head of three classes in this order. */
const SETTINGS = { family: 'roberta', graph: GRAPH, labels: ['negative', 'neutral', 'positive'], maxTokens: 512 };

const COMMON = {
  task: 'sentiment',
  revision: null,
  branch: 'main',
  languages: ['en'],
  dtype: 'q8',
  approximateBytes: 130_000_000,
  files: FILES,
  settings: SETTINGS,
} as const satisfies Partial<CatalogueEntry>;

const LIMITS =
  'Trained on short posts: long text is heard in pieces, and speech is not written like posts. ' +
  'Figures are of the original weights, not of these quantised ones.';

export const SENTIMENT_MODELS: readonly CatalogueEntry[] = [
  {
    ...COMMON,
    name: 'twitter-roberta-base-sentiment-latest',
    title: 'RoBERTa for sentiment, tweets of 2018 to 2021',
    repository: 'Xenova/twitter-roberta-base-sentiment-latest',
    licence: null,
    published: '2022-02',
    data: '124 million tweets, then the sentiment part of TweetEval (Loureiro et al. 2022, arXiv:2202.03829).',
    limits: LIMITS,
    figures: [
      {
        what: 'macro-averaged F1',
        figure: 0.724,
        data: 'TweetEval sentiment, test',
        split: "the data set's own test part",
        source: 'evaluation in the model card of cardiffnlp/twitter-roberta-base-sentiment-latest',
      },
    ],
  },
  {
    ...COMMON,
    name: 'twitter-roberta-base-sentiment',
    title: 'RoBERTa for sentiment, the one that mp3.ai used',
    repository: 'onnx-community/twitter-roberta-base-sentiment-ONNX',
    licence: null,
    published: '2020-10',
    data: '58 million tweets, then the sentiment part of TweetEval (Barbieri et al. 2020, arXiv:2010.12421).',
    limits: LIMITS,
    figures: [],
  },
];
