import { type FloatTensor, onnxRuntime } from '../../training/index.js';
import { isClassParameter } from '../network/segmenter-network.js';
import { frameSeconds, MOST_CLASSES, type SegmenterSettings } from '../network/segmenter-settings.js';
import { blendedWeights, chooseShare, USUAL_SHARE } from './blended-weights.js';
import { LabelledClips, type LabelledStretch } from './examples/labelled-clips.js';
import { PastedClips } from './examples/pasted-clips.js';
import { SyntheticClips } from './examples/synthetic-clips.js';
import { type ClipSource } from './examples/training-clip.js';
import { fitDecoding } from './fit-decoding.js';
import { holdBack } from './held-back.js';
import { LearningCheckpoints } from './learning-checkpoints.js';
import { NothingToLearnError, TooManyClassesError } from './learning-errors.js';
import { type LearnedSegmenter, type LearnSegmenterOptions, type ValidationScores } from './learning-types.js';
import { runTraining, type TrainingRun } from './run-training.js';
import { sampleStretches } from './sample-stretches.js';
import { scoreStretches } from './score-stretches.js';
import { LearningReporter } from './learning-progress.js';
import { learningWarnings } from './learning-warnings.js';

const EXAMPLES = 6;
/** Examples of a batch that are invented: they keep what the base knows of other voices and noises. */
const SYNTHETIC_EXAMPLES = 1;
/** Those in which labelled calls are pasted over what is not labelled, if there is any of it. */
const PASTED_EXAMPLES = 2;
const RATE = 0.001;
const AVERAGING = 0.98;
const AUGMENTATION = { speed: 1.1, probability: 0.4 };
/** Steps of which the last part sees what was held back, too. */
const SHARE_BEFORE_ALL = 0.6;
const CHECKPOINT_STEPS = 5;

/**
 * Learns from labels, starting from a trained segmenter.
 *
 * A first run leaves out the last quarter of each area and is scored there; a second one goes on from its weights with everything. The score that is
 * reported is that of the first: the weights that are returned have seen more. They lie between the base and what was learned, as far from it as
 * what was held back asks for. Decoding is fitted to the labels at the end.
 *
 * @throws TooManyClassesError for more than MOST_CLASSES classes
 * @throws NothingToLearnError when no area holds a frame
 */
export async function learnSegmenter(options: LearnSegmenterOptions): Promise<LearnedSegmenter> {
  const { base, classes, seed = 0, signal, onProgress } = options;
  if (classes.length > MOST_CLASSES) throw new TooManyClassesError(classes.length);
  const settings: SegmenterSettings = {
    ...base.settings,
    ...options.settings,
    classes,
    network: base.settings.network,
  };
  const stretches = await readStretches(options, settings);
  if (stretches.length === 0) throw new NothingToLearnError();
  const { training, heldBack } = holdBack(stretches);
  const steps = options.steps ?? stepsFor(stretches);
  const firstSteps = heldBack.length > 0 ? Math.max(1, Math.round(SHARE_BEFORE_ALL * steps)) : 0;
  const fitted = sampleStretches(stretches, settings);
  const reporter = new LearningReporter({ settings, steps, firstSteps, heldBack, fitted }, onProgress);
  const checkpoints = await LearningCheckpoints.open(options.checkpoints);
  const store = checkpoints.current;
  const kept = store && { store, everySteps: CHECKPOINT_STEPS };
  const curve: { step: number; loss: number; validation?: ValidationScores }[] = [];
  const runtime = onnxRuntime({ threads: 1 });

  const run = (some: readonly LabelledStretch[], part: Partial<TrainingRun>, before: number) =>
    runTraining({
      settings,
      sources: sources(some, base.settings),
      rate: RATE,
      averaging: AVERAGING,
      seed: seed + before,
      steps,
      runtime,
      signal,
      onProgress: async ({ step, training: { loss } }) => {
        curve.push({ step: before + step, loss });
        await reporter.trained(before + step, loss);
      },
      ...part,
    });

  const initial = startingWeights(base.weights, base.settings, settings);
  let weights = initial;
  let heldBackScores = checkpoints.firstRun?.scores;
  let share = USUAL_SHARE;
  if (checkpoints.firstRun) ({ weights, share } = checkpoints.firstRun);
  else if (firstSteps > 0) {
    weights = await run(training, { initial: weights, steps: firstSteps, checkpoints: kept }, 0);
    const chosen = await chooseShare(initial, { settings, weights }, heldBack, runtime, {
      signal,
      onFrames: counted((frames) => reporter.validated(frames)),
    });
    heldBackScores = chosen.scores;
    share = chosen.share;
    curve.push({ step: firstSteps, loss: curve.at(-1)?.loss ?? 0, validation: heldBackScores });
    await reporter.scores(heldBackScores);
    await checkpoints.finishFirst({ weights, ...chosen });
  }
  if (steps > firstSteps) {
    const rest = {
      initial: weights,
      steps: steps - firstSteps,
      checkpoints: kept,
    };
    weights = await run(stretches, rest, firstSteps);
  }

  weights = blendedWeights(initial, weights, share);
  const scored = await scoreStretches({ settings, weights }, fitted, runtime, {
    signal,
    onFrames: counted((frames) => reporter.scored(frames)),
  });
  const decoding = await fitDecoding(scored.stretches, settings, { signal, onTry: (tried) => reporter.fitted(tried) });
  await reporter.finished();
  return {
    settings: { ...settings, decoding },
    weights,
    scores: { heldBack: heldBackScores && { ...heldBackScores, ...sizeOf(heldBack) }, curve },
    warnings: learningWarnings(options, heldBack.length > 0),
  };
}

/** Adds up what is told piece by piece. */
function counted(tell: (sum: number) => Promise<void>): (more: number) => Promise<void> {
  let sum = 0;
  return (more) => tell((sum += more));
}

/** More labels deserve more steps: about a minute for 15 s, four for ten minutes of labels, on one thread of 2020's. */
export function stepsFor(stretches: readonly Pick<LabelledStretch, 'area'>[]): number {
  const seconds = stretches.reduce((sum, { area }) => sum + area.offset - area.onset, 0);
  return Math.round(Math.min(1_000, 240 * Math.max(0.7, (seconds / 15) ** 0.35)));
}

function sources(stretches: readonly LabelledStretch[], baseSettings: SegmenterSettings): ClipSource[] {
  const own = new LabelledClips(stretches, AUGMENTATION);
  const pasted = new PastedClips(stretches, AUGMENTATION);
  const elsewhere = pasted.possible ? pasted : own;
  const invented = new SyntheticClips(baseSettings, { blows: true });
  return Array.from({ length: EXAMPLES }, (_, example) => {
    if (example >= EXAMPLES - SYNTHETIC_EXAMPLES) return invented;
    return example < PASTED_EXAMPLES ? elsewhere : own;
  });
}

/** The base's weights; the head of the classes is new unless the classes are the same. */
function startingWeights(
  weights: ReadonlyMap<string, FloatTensor>,
  before: SegmenterSettings,
  now: SegmenterSettings,
): ReadonlyMap<string, FloatTensor> {
  if (JSON.stringify(before.classes) === JSON.stringify(now.classes)) return weights;
  return new Map([...weights].filter(([name]) => !isClassParameter(name)));
}

async function readStretches(
  { audio, signal }: LearnSegmenterOptions,
  settings: SegmenterSettings,
): Promise<readonly LabelledStretch[]> {
  const stretches: LabelledStretch[] = [];
  for (const each of audio) {
    signal?.throwIfAborted();
    const { source, startSeconds, area, labels } = each;
    const samples = await each.read();
    const offset = Math.min(area.offset, samples.length / settings.sampleRateHz);
    if (offset - area.onset < frameSeconds(settings)) continue;
    const within = { onset: Math.max(0, area.onset), offset };
    stretches.push({ samples, source, startSeconds, settings, area: within, labels });
  }
  return stretches;
}

function sizeOf(stretches: readonly LabelledStretch[]): { seconds: number; segments: number } {
  return {
    seconds: stretches.reduce((sum, { area }) => sum + area.offset - area.onset, 0),
    segments: stretches.reduce((sum, { labels }) => sum + labels.length, 0),
  };
}
