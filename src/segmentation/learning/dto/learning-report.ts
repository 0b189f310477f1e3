import type { LearnedSegmenter, LearningProgress } from '../learning-types.js';

export { LEARNING_PHASES, type LearningPhase } from '../learning-types.js';

/** How far learning is. */
export type LearningReport = LearningProgress;
/** How well it went, on labels that were held back. */
export type HeldBackScores = NonNullable<LearnedSegmenter['scores']['heldBack']>;
