import { PreTrainedTokenizer } from '@huggingface/transformers';
import type { ModelManifest } from '../../inference/model-manifest.js';
import { readModelFile } from '../../inference/model-directory.js';
import { DamagedModelError } from '../../inference/model-errors.js';
import type { CompiledGraph } from '../../training/index.js';
import type { RobertaSettings } from '../model/sentiment-settings.js';
import { type Probabilities, SENTIMENT_CLASSES } from '../sentiment-class.js';
import type { WeighedPart } from './average.js';
import type { TextClassifier } from './text-classifier.js';
import { toTweetText } from './tweet-text.js';
import { windowsOver } from './windows.js';

const TOKENIZER = 'tokenizer.json';
const CONFIGURATION = 'tokenizer_config.json';
/** Part of a window that is shared with the next one, so that no clause is seen without what surrounds it. */
const OVERLAP = 1 / 4;

/** A RoBERTa model from a hub: byte-pair tokens between `<s>` and `</s>`, one score a class. */
export class RobertaClassifier implements TextClassifier {
  private constructor(
    private readonly settings: RobertaSettings,
    private readonly tokenizer: PreTrainedTokenizer,
    /** What stands before and behind the tokens of a text. */
    private readonly ends: readonly [number, number],
  ) {}

  /** @throws DamagedModelError when a file of the tokenizer is missing, another one or none */
  static async open(directory: string, manifest: ModelManifest, settings: RobertaSettings): Promise<RobertaClassifier> {
    const [tokens, configuration] = await Promise.all(
      [TOKENIZER, CONFIGURATION].map(async (path) => (await readModelFile(directory, manifest, path)).toString('utf8')),
    );
    try {
      const tokenizer = new PreTrainedTokenizer(JSON.parse(tokens), JSON.parse(configuration));
      const ends = tokenizer.encode('', { add_special_tokens: true });
      if (ends.length !== 2) throw new Error('it puts no two special tokens around a text');
      return new RobertaClassifier(settings, tokenizer, [ends[0], ends[1]]);
    } catch (error) {
      throw new DamagedModelError(`${manifest.name}/${TOKENIZER}`, `it is no tokenizer: ${(error as Error).message}`);
    }
  }

  async classify(graph: CompiledGraph, text: string): Promise<WeighedPart[]> {
    if (text.trim() === '') return [];
    const tokens = this.tokenizer.encode(toTweetText(text), { add_special_tokens: false });
    const size = this.settings.maxTokens - this.ends.length;
    const parts: WeighedPart[] = [];
    for (const { from, to } of windowsOver(tokens.length, size, Math.floor(size * OVERLAP))) {
      parts.push({ probabilities: await this.judge(graph, tokens.slice(from, to)), length: to - from });
    }
    return parts;
  }

  private async judge(graph: CompiledGraph, tokens: readonly number[]): Promise<Probabilities> {
    const ids = [this.ends[0], ...tokens, this.ends[1]];
    const shape = [1, ids.length];
    const { logits } = await graph.run(
      {
        input_ids: { data: BigInt64Array.from(ids, BigInt), shape },
        attention_mask: { data: new BigInt64Array(ids.length).fill(1n), shape },
      },
      { logits: undefined },
    );
    const exponentials = softmaxTerms(logits.data as Float32Array);
    const sum = exponentials.reduce((total, term) => total + term, 0);
    const { labels } = this.settings;
    return SENTIMENT_CLASSES.map((name) => exponentials[labels.indexOf(name)] / sum) as unknown as Probabilities;
  }
}

function softmaxTerms(logits: Float32Array): number[] {
  const largest = Math.max(...logits);
  return Array.from(logits, (logit) => Math.exp(logit - largest));
}
