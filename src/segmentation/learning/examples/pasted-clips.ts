import { randomSource } from '../../../training/index.js';
import { frameSeconds } from '../../network/segmenter-settings.js';
import { type Label } from '../labelled-audio.js';
import { Draw, fromDecibels } from '../synthesis/draw.js';
import { addRingingBlows } from '../synthesis/ringing-blows.js';
import { addRustling } from '../synthesis/rustling.js';
import { type Augmentation, augmentClip } from './augment-clip.js';
import { backgroundsOf } from './backgrounds.js';
import { type Bout, boutsOf, FADE_STEPS, levelOf } from './bouts.js';
import { type LabelledStretch } from './labelled-clips.js';
import { type ClipSource, type TrainingClip } from './training-clip.js';

const CLIP_FRAMES = 2_000;
/** Pauses between bouts, frames. */
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [4, 600];
/** How often metal rings and straw rustles, too: see `addRingingBlows` and `addRustling`. */
const BLOWS = 0.5;
const RUSTLING = 0.5;
/** Background is so much softer than calls at most, dB; its loudest moments can be as loud. */
const SOFTEST_BACKGROUND_DB = 40;
const SOFTEST_CALL_DB = 14;
/** Part of the samples of a background that are not louder than calls. */
const PEAK_SHARE = 0.999;

/**
 * Labelled calls in the noise of other recordings: bouts cut out at pauses and pasted over stretches in which nothing is labelled (Ghiasi et al., Simple
 * Copy-Paste, 2021), with invented ringing and rustling. So the noise of each cage is heard beside the voices of all animals.
 */
export class PastedClips implements ClipSource {
  private readonly bouts: readonly { readonly bout: Bout; readonly stretch: LabelledStretch }[];
  private readonly backgrounds: readonly { readonly samples: Float32Array; readonly level: number }[];
  private readonly backgroundSamples: number;

  constructor(
    stretches: readonly LabelledStretch[],
    private readonly augmentation: Augmentation,
  ) {
    this.bouts = stretches.flatMap((stretch) => boutsOf(stretch).map((bout) => ({ bout, stretch })));
    this.backgrounds = backgroundsOf(stretches).map((samples) => ({ samples, level: levelOf(samples, PEAK_SHARE) }));
    this.backgroundSamples = this.backgrounds.reduce((sum, { samples }) => sum + samples.length, 0);
  }

  /** Whether there is anything to paste, and anything to paste it on. */
  get possible(): boolean {
    return this.bouts.length > 0 && this.backgrounds.length > 0;
  }

  clip(...seed: readonly (number | string)[]): TrainingClip {
    const draw = new Draw(randomSource(...seed));
    const { stretch } = draw.one(this.bouts);
    const { settings, classified = true } = stretch;
    const [rate, step] = [settings.sampleRateHz, frameSeconds(settings)];
    const samples = this.background(Math.round(CLIP_FRAMES * step * rate), draw);
    if (draw.chance(BLOWS)) addRingingBlows(samples, draw, rate);
    if (draw.chance(RUSTLING)) addRustling(samples, draw, rate);
    const bouts = this.bouts.filter((each) => each.stretch === stretch);
    const fade = Math.ceil(FADE_STEPS * step * rate);
    const labels: Label[] = [];
    let begin = Math.round(draw.between(0, 0.1 * samples.length));
    while (begin < samples.length) {
      const { bout } = draw.one(bouts);
      paste(samples, begin, bout, { gain: fromDecibels(-draw.between(0, SOFTEST_CALL_DB)) / bout.level, fade });
      for (const label of bout.labels) {
        labels.push({ ...label, onset: begin / rate + label.onset, offset: begin / rate + label.offset });
      }
      begin += bout.samples.length + Math.round(draw.scaled(SHORTEST_PAUSE, LONGEST_PAUSE) * step * rate);
    }
    const seconds = samples.length / rate;
    const heard = labels.filter(({ onset }) => onset < seconds);
    const clip = { samples, settings, area: { onset: 0, offset: seconds }, labels: heard, exact: true, classified };
    return augmentClip(clip, this.augmentation, draw);
  }

  /** Pieces of backgrounds, the longer ones more often. */
  private background(length: number, draw: Draw): Float32Array {
    const filled = new Float32Array(length);
    for (let place = 0; place < length;) {
      const { samples, level } = this.oneBackground(draw);
      const gain = fromDecibels(-draw.between(0, SOFTEST_BACKGROUND_DB)) / level;
      const from = Math.floor(draw.between(0, 0.5 * samples.length));
      const piece = samples.subarray(from, from + length - place);
      for (const [index, value] of piece.entries()) filled[place + index] = gain * value;
      place += piece.length;
    }
    return filled;
  }

  private oneBackground(draw: Draw) {
    let chosen = draw.between(0, this.backgroundSamples);
    return this.backgrounds.find(({ samples }) => (chosen -= samples.length) < 0) ?? this.backgrounds[0];
  }
}

function paste(samples: Float32Array, begin: number, bout: Bout, { gain, fade }: { gain: number; fade: number }): void {
  const { length } = bout.samples;
  const end = Math.min(length, samples.length - begin);
  for (let index = 0; index < end; index++) {
    const fading = Math.min(1, index / fade, (length - 1 - index) / fade);
    samples[begin + index] += gain * fading * bout.samples[index];
  }
}
