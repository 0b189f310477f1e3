import { readFile } from 'node:fs/promises';
import type { ComputeTask } from '../../compute/compute-task.js';
import { readSegmenter, writeSegmenter } from '../network/segmenter-directory.js';
import { CheckpointFile } from './checkpoint-file.js';
import type { TrainingSet } from './dto/training-set.js';
import { learnSegmenter } from './learn-segmenter.js';
import type { LearningProgress } from './learning-types.js';
import { toLabelledAudio } from './lesson-audio.js';
import { describeLearned } from './describe-learned.js';
import { settingsOfLesson } from './settings-of-lesson.js';
import type { LearningOrder, LearningOutcome } from './segmenter-learning.service.js';

const REPORT_EVERY_MS = 200;

/** Lets through what a person can follow, and everything that is said once only. */
function seldom(report: (progress: LearningProgress) => void): (progress: LearningProgress) => void {
  let reportedAt = -Infinity;
  let phase: LearningProgress['phase'] | undefined;
  return (progress) => {
    const isDue = performance.now() - reportedAt >= REPORT_EVERY_MS;
    const isNews = progress.validation !== undefined || progress.phase !== phase || progress.fraction === 1;
    if (!isDue && !isNews && !isLastStep(progress)) return;
    phase = progress.phase;
    reportedAt = performance.now();
    report(progress);
  };
}

const isLastStep = ({ phase, step, steps }: LearningProgress): boolean => phase === 'training' && step === steps;

/** Trains a segmenter on a training set and writes its directory. */
const learnSegmenterTask: ComputeTask<LearningOrder, LearningOutcome> = async (order, context) => {
  const { classes, areas } = JSON.parse(await readFile(order.trainingSet, 'utf8')) as TrainingSet;
  const base = await readSegmenter(order.baseDirectory);
  const settings = settingsOfLesson(base.settings, areas, order);
  const learned = await learnSegmenter({
    base,
    classes,
    settings,
    audio: areas.map((area) => toLabelledAudio(area, order.recordings[area.recording], settings.sampleRateHz)),
    seed: order.seed,
    steps: order.steps,
    signal: context.signal,
    checkpoints: new CheckpointFile(order.checkpoint),
    onProgress: seldom((progress) => context.report(progress.fraction, progress)),
  });
  await writeSegmenter(order.output, learned, describeLearned(order, base.manifest, learned));
  return { classes: classes.length, heldBack: learned.scores.heldBack ?? null };
};
export default learnSegmenterTask;
