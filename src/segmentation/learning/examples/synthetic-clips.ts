import { randomSource } from '../../../training/index.js';
import { type SegmenterSettings } from '../../network/segmenter-settings.js';
import { synthesiseScene } from '../synthesis/synthetic-scene.js';
import { type ClipSource, type TrainingClip } from './training-clip.js';

const SCENE_SECONDS = 5;

/** Clips of invented calls; see `synthesiseScene`. They are made as sound of the base's rate whatever the model's is: calls are rates of frames. */
export class SyntheticClips implements ClipSource {
  constructor(
    private readonly settings: SegmenterSettings,
    private readonly options: { readonly backgrounds?: readonly Float32Array[]; readonly blows?: boolean } = {},
  ) {}

  clip(...seed: readonly (number | string)[]): TrainingClip {
    const random = randomSource(...seed);
    const { backgrounds = [], blows } = this.options;
    const background =
      backgrounds.length > 0 && random() < 0.4 ? backgrounds[Math.floor(random() * backgrounds.length)] : undefined;
    const { sampleRateHz } = this.settings;
    const { samples, labels } = synthesiseScene(random, { sampleRateHz, seconds: SCENE_SECONDS, background, blows });
    const area = { onset: 0, offset: SCENE_SECONDS };
    return { samples, settings: this.settings, area, labels, exact: true, classified: false };
  }
}
