import { join } from 'node:path';
import { type Weights } from '../whisper/onnx-draft.js';
import { readBackgrounds } from './backgrounds.js';
import { type DigitClip } from './clip.js';
import { Kept } from './kept.js';
import { withoutLessons } from './lesson.js';
import { readPackagedDigits } from './packaged-digits.js';
import { readRecordedDigits, SPEAKERS } from './recorded-digits.js';
import { bySpeaker, type Speaker } from './scene.js';
import { makePool, type ScenePool } from './scene-pool.js';
import { synthesiseDigits } from './synthetic-digits.js';
import { trainDigits } from './train-digits.js';

export type TellProgress = (
  part: string,
  step: number,
  steps: number,
  metrics: Readonly<Record<string, number>>,
) => void;

const SYNTHETIC_STEPS = 1000;
const RECORDED_STEPS = 7000;
const PEAK_RATE = 0.002;
const SYNTHETIC_VOICES = 480;
/** Scenes for each window length. */
const SYNTHETIC_SCENES = [4200, 1700, 450];
const EMPTY_SCENES = [900, 500, 160];
const SPEAKER_SCENES = [1100, 500, 140];
const PACKAGED_SCENES = [2600, 1100, 300];
const EMPTY_SHARE = 0.2;
const SYNTHETIC_SHARE = 0.28;
const PACKAGED_SHARE = 0.25;

/** How the model is trained: on synthetic voices alone, then on them and recorded speakers, those of the data folder but one. */
export class DigitRecipe {
  private readonly kept: Kept;

  /**
   * @param audio folder with `speech` and `music`
   * @param work folder for what takes long
   */
  constructor(
    private readonly audio: string,
    work: string,
    private readonly tell: TellProgress = () => undefined,
  ) {
    this.kept = new Kept(work);
  }

  /** Weights that never heard this speaker, ready to export. */
  async trainWithout(speaker: string): Promise<Weights> {
    const weights = await this.kept.get(`without-${speaker}`, async () => {
      const { synthetic, empty } = await this.syntheticPools();
      const sources = [
        { pool: synthetic, share: SYNTHETIC_SHARE },
        { pool: empty, share: EMPTY_SHARE },
        { pool: await this.packagedPool(), share: PACKAGED_SHARE },
      ];
      const others = SPEAKERS.filter((name) => name !== speaker);
      const share = (1 - SYNTHETIC_SHARE - EMPTY_SHARE - PACKAGED_SHARE) / others.length;
      for (const name of others) sources.push({ pool: await this.speakerPool(name), share });
      return trainDigits({
        sources,
        steps: RECORDED_STEPS,
        peakRate: PEAK_RATE,
        seed: speaker,
        initial: await this.trainOnSynthetic(),
        onProgress: (step, { metrics }) => this.tell(`without ${speaker}`, step, RECORDED_STEPS, metrics),
      });
    });
    return withoutLessons(weights);
  }

  /** The clips of a recorded speaker. */
  async speaker(name: string): Promise<Speaker> {
    return bySpeaker((await this.recorded()).filter((clip) => clip.speaker === name))[0];
  }

  /** What all folds begin with: weights that heard no recorded digit. */
  private trainOnSynthetic(): Promise<Weights> {
    return this.kept.get('stage1', async () => {
      const { synthetic, empty } = await this.syntheticPools();
      return trainDigits({
        sources: [
          { pool: synthetic, share: 1 - EMPTY_SHARE },
          { pool: empty, share: EMPTY_SHARE },
        ],
        steps: SYNTHETIC_STEPS,
        peakRate: PEAK_RATE,
        seed: 'synthetic',
        onProgress: (step, { metrics }) => this.tell('synthetic', step, SYNTHETIC_STEPS, metrics),
      });
    });
  }

  private async syntheticPools(): Promise<{ synthetic: ScenePool; empty: ScenePool }> {
    const backgrounds = () => this.backgrounds();
    return {
      synthetic: await this.kept.get('pool-synthetic', async () => {
        const clips = await this.kept.get('synthetic', () => synthesiseDigits(SYNTHETIC_VOICES));
        return makePool('synthetic', SYNTHETIC_SCENES, bySpeaker(clips), await backgrounds());
      }),
      empty: await this.kept.get('pool-empty', async () => makePool('empty', EMPTY_SCENES, [], await backgrounds())),
    };
  }

  private speakerPool(name: string): Promise<ScenePool> {
    return this.kept.get(`pool-${name}`, async () =>
      makePool(name, SPEAKER_SCENES, [await this.speaker(name)], await this.backgrounds()),
    );
  }

  private packagedPool(): Promise<ScenePool> {
    return this.kept.get('pool-packaged', async () => {
      const clips = await this.kept.get('packaged', () => readPackagedDigits());
      return makePool('packaged', PACKAGED_SCENES, bySpeaker(clips), await this.backgrounds());
    });
  }

  private recorded(): Promise<DigitClip[]> {
    return this.kept.get('recorded', () => readRecordedDigits(join(this.audio, 'speech', 'digits', 'fsdd')));
  }

  private backgrounds() {
    return this.kept.get('backgrounds', () => readBackgrounds(this.audio, 'training'));
  }
}
