import { whisperLogMel } from '../../../../src/dsp/index.js';
import * as t from '../../../../src/training/index.js';
import { type Backgrounds } from './backgrounds.js';
import { pick } from './random-choices.js';
import { inventEmptyScene, inventScene, type Speaker, type SpokenDigit } from './scene.js';

/** Windows that are learned from, s: short ones cost less, whole ones are what the model hears later. */
export const WINDOW_LENGTHS = [3, 5, 10] as const;

/** A scene as the model hears it. A byte a value is enough: log-mel spans 2, so a step is 0.008, or 0.3 dB. */
export interface HeardScene {
  readonly words: readonly SpokenDigit[];
  /** Log-mel, band after band; 0 is {@link least}, 255 is 2 above. */
  readonly bands: Uint8Array;
  readonly least: number;
}

/** Scenes for each of {@link WINDOW_LENGTHS}. */
export type ScenePool = readonly (readonly HeardScene[])[];

export const STEPS_OF_BYTE = 127.5;

/**
 * Invents scenes. Making one costs more than learning from it, so each is used several times, with other masks and other
 * transcripts.
 * @param counts scenes for each window length
 * @param speakers none: nobody says a digit
 */
export function makePool(
  name: string,
  counts: readonly number[],
  speakers: readonly Speaker[],
  backgrounds: Backgrounds,
): ScenePool {
  return WINDOW_LENGTHS.map((seconds, size) =>
    Array.from({ length: counts[size] }, (_, index) => {
      const random = t.randomSource('scene', name, seconds, index);
      const scene =
        speakers.length === 0
          ? inventEmptyScene(random, seconds, backgrounds)
          : inventScene(random, seconds, pick(random, speakers), backgrounds);
      const { data } = whisperLogMel(scene.samples);
      const least = data.reduce((largest, value) => Math.max(largest, value)) - 2;
      return { words: scene.words, least, bands: Uint8Array.from(data, (value) => (value - least) * STEPS_OF_BYTE) };
    }),
  );
}
