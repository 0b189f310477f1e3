import * as t from '../../training/index.js';
import { type NetworkSettings } from './segmenter-settings.js';

/** Logits of each frame. */
export interface SegmenterLogits {
  /** `[batch, 3, frames]`: vocal, onset, offset. */
  readonly boundaries: t.Value;
  /** `[batch, classes, frames]`. */
  readonly classes: t.Value;
}

/** Names of the parameters that depend on the classes. */
export const isClassParameter = (name: string): boolean => name.startsWith('classes.');

/** Frames that the layers over time see as one. */
export const FRAMES_PER_PLACE = 2;

/**
 * Pictures → three convolutions that halve the bands, the last one the frames, too → dilated convolutions over time, each added to what it heard (van
 * den Oord et al., WaveNet, 2016) → two scores a place and question, one for each of its frames (as Shi et al., 2016, do with pixels). Nothing is
 * normalised over time, so that scores do not depend on where a window was cut.
 *
 * @param frames `[batch, PICTURES, bands, frames]`, an even number of frames
 */
export function segmenterNetwork(frames: t.Value, settings: NetworkSettings, classes: number): SegmenterLogits {
  const [batch, , , length] = frames.shape;
  const last = settings.pictureChannels.length - 1;
  let picture = frames;
  for (const [index, channels] of settings.pictureChannels.entries()) {
    const stride = [2, index === last ? FRAMES_PER_PLACE : 1];
    picture = t.relu(t.convolutionLayer(picture, `picture${index}`, channels, 3, { padding: 'same', stride }));
  }
  const flat = t.reshape(picture, [batch, -1, length / FRAMES_PER_PLACE]);
  let hidden = t.convolutionLayer(flat, 'projection', settings.channels, 1);
  for (const [index, dilation] of settings.dilations.entries()) {
    const options = { padding: 'same', dilation } as const;
    const heard = t.convolutionLayer(levelled(hidden, `norm${index}`), `time${index}`, settings.channels, 3, options);
    hidden = t.add(hidden, t.convolutionLayer(t.relu(heard), `mix${index}`, settings.channels, 1));
  }
  const summary = t.relu(t.convolutionLayer(levelled(hidden, 'summary.norm'), 'summary', settings.channels, 1));
  return {
    boundaries: perFrame(t.convolutionLayer(summary, 'boundaries', 3 * FRAMES_PER_PLACE, 1)),
    classes: perFrame(t.convolutionLayer(summary, 'classes', classes * FRAMES_PER_PLACE, 1)),
  };
}

/** Frames on each side that have a part in the scores of a frame; even, so that windows begin at a place. */
export function receptiveReach({ dilations, pictureChannels }: NetworkSettings): number {
  return FRAMES_PER_PLACE * (dilations.reduce((sum, dilation) => sum + dilation, 0) + pictureChannels.length);
}

/** `[batch, questions · 2, places]` → `[batch, questions, frames]`. */
function perFrame(scores: t.Value): t.Value {
  const [batch, channels, places] = scores.shape;
  const questions = channels / FRAMES_PER_PLACE;
  const apart = t.reshape(scores, [batch, questions, FRAMES_PER_PLACE, places]);
  return t.reshape(t.transpose(apart, [0, 1, 3, 2]), [batch, questions, places * FRAMES_PER_PLACE]);
}

/** Brings the channels of each place to root mean square 1, then scales them: Zhang and Sennrich, 2019. */
function levelled(hidden: t.Value, name: string): t.Value {
  const channels = hidden.shape[1];
  const scale = hidden.graph.parameter(`${name}.scale`, [1, channels, 1], { initialiser: t.ones, decay: false });
  const power = t.mean(t.square(hidden), { axes: [1], keepAxes: true });
  return t.multiply(t.divide(hidden, t.squareRoot(t.add(power, 1e-5))), scale);
}
