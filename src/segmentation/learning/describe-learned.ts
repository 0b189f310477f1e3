import type { ModelFigure } from '../../inference/model-card.dto.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import type { SegmenterDescription } from '../network/segmenter-directory.js';
import type { LearnedSegmenter } from './learning-types.js';
import type { LearningOrder } from './segmenter-learning.service.js';

function figuresOf(heldBack: LearnedSegmenter['scores']['heldBack']): ModelFigure[] {
  if (heldBack === undefined) return [];
  const data = `${heldBack.segments} labels in ${heldBack.seconds.toFixed(1)} s that were held back`;
  const split = 'parts of the same areas, not trained on before the last pass; other recordings may be harder';
  return [
    { what: 'segment F1', figure: heldBack.segmentF1, data, split },
    { what: 'frame F1', figure: heldBack.frameF1, data, split },
  ];
}

/** What `model.json` says of a model that learnt from its user's labels. */
export function describeLearned(
  { model, settings, steps, seed }: LearningOrder,
  base: ModelManifest,
  { scores }: Pick<LearnedSegmenter, 'scores'>,
): SegmenterDescription {
  return {
    name: model.name,
    version: '1',
    source: 'trained',
    licence: `That of ${base.name} (${base.licence}) and of the recordings that it learnt from.`,
    description: `Fine-tuned from ${base.name} ${base.version} on labels of its user.`,
    card: {
      data: model.data,
      split: 'A part of the labelled areas is held back to choose when to stop and how to decode.',
      figures: figuresOf(scores.heldBack),
      lineage: {
        base: model.base,
        dataSha256: model.dataSha256,
        settings: { ...settings, ...(steps !== undefined && { steps }), seed },
      },
      limits:
        'It knows the classes that it was shown. Other animals, places and microphones may need labels of their own.',
    },
  };
}
