import { UnprocessableError } from '../../common/errors/errors.js';
import { faultOfSettings } from '../network/check-settings.js';
import type { SegmenterSettings } from '../network/segmenter-settings.js';
import type { TrainingArea } from './dto/training-set.js';
import type { LearningOrder } from './segmenter-learning.service.js';
import { suggestSettings } from './suggest-settings.js';

/**
 * The settings of a model that learns: what the user chose, else what recordings and labels suggest.
 * @throws UnprocessableError when they cannot be together, as a lowest frequency above the highest
 */
export function settingsOfLesson(
  base: SegmenterSettings,
  areas: readonly TrainingArea[],
  {
    settings: { sampleRateHz, timeStepSeconds, minFrequencyHz },
    recordings,
  }: Pick<LearningOrder, 'settings' | 'recordings'>,
): SegmenterSettings {
  const rates = [...new Set(areas.map(({ recording }) => recording))].map((name) => recordings[name].sampleRateHz);
  const lengths = areas.flatMap(({ labels }) => labels.map(({ onset, offset }) => offset - onset));
  const suggested = suggestSettings(base, sampleRateHz === undefined ? rates : [sampleRateHz], lengths);
  const settings = {
    ...base,
    ...suggested,
    ...(timeStepSeconds !== undefined && {
      timeStepSeconds,
      minSegmentSeconds: 4 * timeStepSeconds,
      toleranceSeconds: 4 * timeStepSeconds,
    }),
    ...(minFrequencyHz !== undefined && { minFrequencyHz }),
  };
  const fault = faultOfSettings(settings);
  if (fault === undefined) return settings;
  throw new UnprocessableError('bad-training-settings', `Nothing can be learnt with these settings: ${fault}.`);
}
