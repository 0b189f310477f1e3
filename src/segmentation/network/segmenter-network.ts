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

/**
 * Pictures → three convolutions that halve the bands → dilated convolutions over time, each added to what it heard (van den Oord et al., WaveNet, 2016)
 * → one score a frame and question. Nothing is normalised over time, so that scores do not depend on where a window was cut.
 *
 * @param frames `[batch, PICTURES, bands, frames]`
 */
export function segmenterNetwork(frames: t.Value, settings: NetworkSettings, classes: number): SegmenterLogits {
  const [batch, , , length] = frames.shape;
  let picture = frames;
  for (const [index, channels] of settings.pictureChannels.entries()) {
    const heard = t.convolutionLayer(picture, `picture${index}`, channels, [3, index === 0 ? 5 : 3], {
      padding: 'same',
    });
    picture = t.maxPool(t.relu(heard), [2, 1]);
  }
  const flat = t.reshape(picture, [batch, -1, length]);
  let hidden = t.convolutionLayer(flat, 'projection', settings.channels, 1);
  for (const [index, dilation] of settings.dilations.entries()) {
    const options = { padding: 'same', dilation } as const;
    const heard = t.convolutionLayer(levelled(hidden, `norm${index}`), `time${index}`, settings.channels, 3, options);
    hidden = t.add(hidden, t.convolutionLayer(t.relu(heard), `mix${index}`, settings.channels, 1));
  }
  const summary = t.relu(t.convolutionLayer(levelled(hidden, 'summary.norm'), 'summary', settings.channels, 1));
  return {
    boundaries: t.convolutionLayer(summary, 'boundaries', 3, 1),
    classes: t.convolutionLayer(summary, 'classes', classes, 1),
  };
}

/** Frames on each side that have a part in the scores of a frame. */
export function receptiveReach({ dilations }: NetworkSettings): number {
  return 2 + 1 + 1 + dilations.reduce((sum, dilation) => sum + dilation, 0);
}

/** Brings the channels of each frame to root mean square 1, then scales them: Zhang and Sennrich, 2019. */
function levelled(hidden: t.Value, name: string): t.Value {
  const channels = hidden.shape[1];
  const scale = hidden.graph.parameter(`${name}.scale`, [1, channels, 1], { initialiser: t.ones, decay: false });
  const power = t.mean(t.square(hidden), { axes: [1], keepAxes: true });
  return t.multiply(t.divide(hidden, t.squareRoot(t.add(power, 1e-5))), scale);
}
