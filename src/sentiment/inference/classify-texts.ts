import type { GraphSessions } from '../../inference/graph-sessions.js';
import { readManifest } from '../../inference/model-directory.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import { sentimentSettings } from '../model/sentiment-settings.js';
import type { Probabilities } from '../sentiment-class.js';
import { averageByLength } from './average.js';
import { NgramClassifier } from './ngram-classifier.js';
import { RobertaClassifier } from './roberta-classifier.js';
import type { TextClassifier } from './text-classifier.js';

/** The last one that this thread opened: a tokenizer takes longer to read than a text to judge. */
let opened: { readonly key: string; readonly classifier: TextClassifier } | undefined;

async function openClassifier(directory: string, manifest: ModelManifest): Promise<TextClassifier> {
  const key = `${directory}\n${manifest.files.map(({ sha256 }) => sha256).join()}`;
  if (opened?.key === key) return opened.classifier;
  const settings = sentimentSettings(manifest);
  const classifier =
    settings.family === 'ngrams'
      ? new NgramClassifier(settings)
      : await RobertaClassifier.open(directory, manifest, settings);
  opened = { key, classifier };
  return classifier;
}

/**
 * Judges texts of any length; long ones part by part, averaged by length, and to their end.
 * @returns one entry for each text; null where there is nothing to judge
 * @throws InvalidManifestError, DamagedModelError when the model cannot be run
 */
export async function classifyTexts(
  directory: string,
  texts: readonly string[],
  sessions: GraphSessions,
  onText: (done: number) => void = () => undefined,
): Promise<(Probabilities | null)[]> {
  const manifest = await readManifest(directory);
  const classifier = await openClassifier(directory, manifest);
  const { graph: path } = sentimentSettings(manifest);
  return sessions.use({ directory, manifest, path }, async (graph) => {
    const judged: (Probabilities | null)[] = [];
    for (const text of texts) {
      judged.push(averageByLength(await classifier.classify(graph, text)));
      onText(judged.length);
    }
    return judged;
  });
}
