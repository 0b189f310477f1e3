import type { CompiledGraph } from '../../training/index.js';
import { textFeatures } from '../features/text-features.js';
import type { NgramSettings } from '../model/sentiment-settings.js';
import type { Probabilities } from '../sentiment-class.js';
import type { WeighedPart } from './average.js';
import type { TextClassifier } from './text-classifier.js';

/** Of text without spaces, so many characters are taken for a word. */
const LONGEST_WORD = 40;
const WORDS = new RegExp(`\\S{1,${LONGEST_WORD}}`, 'gu');

/** The linear model: see `exportNgrams`. It was trained on short texts, so long ones are shown to it in short parts. */
export class NgramClassifier implements TextClassifier {
  constructor(private readonly settings: NgramSettings) {}

  async classify(graph: CompiledGraph, text: string): Promise<WeighedPart[]> {
    if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return [];
    const words = text.match(WORDS) ?? [];
    const parts: WeighedPart[] = [];
    for (const { from, to } of evenWindows(words.length, this.settings.maxTokens)) {
      const probabilities = await this.judge(graph, words.slice(from, to).join(' '));
      parts.push({ probabilities, length: to - from });
    }
    return parts;
  }

  private async judge(graph: CompiledGraph, text: string): Promise<Probabilities> {
    const { rows, values } = textFeatures(text, this.settings.bucketCount);
    const feeds = {
      rows: { data: BigInt64Array.from(rows, BigInt), shape: [rows.length] },
      values: { data: Float32Array.from(values), shape: [values.length] },
    };
    const { probabilities } = await graph.run(feeds, { probabilities: undefined });
    return [...(probabilities.data as Float32Array)] as unknown as Probabilities;
  }
}

/** Windows side by side, of the same length up to one word. */
function evenWindows(count: number, size: number) {
  const windows = Math.ceil(count / size);
  return Array.from({ length: windows }, (_, index) => ({
    from: Math.floor((index * count) / windows),
    to: Math.floor(((index + 1) * count) / windows),
  }));
}
