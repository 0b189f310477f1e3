import * as t from '../../../training/index.js';
import { BANDS } from './detector-front-end.js';

/** Frames that the network judges as one: 20 ms. */
export const FRAMES_PER_PLACE = 2;
/** Frames that a run of the exported graph judges. */
export const WINDOW_FRAMES = 512;

const PICTURE_CHANNELS = [12, 24, 32];
const CHANNELS = 52;
const DILATIONS = [1, 2, 4, 8, 16, 32, 1];
/** Places over which probabilities are averaged: a moment that sounds like speech is none. */
const SMOOTHED_PLACES = 11;
/** Frames on each side that have a part in what is said of a place: 1.4 s. */
export const MARGIN_FRAMES =
  FRAMES_PER_PLACE *
  (DILATIONS.reduce((sum, dilation) => sum + dilation, 0) + PICTURE_CHANNELS.length + (SMOOTHED_PLACES >> 1));

/**
 * A picture of mel bands → three convolutions that halve the bands, the first one the frames, too → dilated convolutions over time, each added to what it
 * heard (van den Oord et al., WaveNet, 2016) → one score a place. Nothing is normalised over time, so scores do not depend on where a window was cut.
 *
 * @param frames `[batch, 1, BANDS, frames]`, an even number of frames
 * @returns logits `[batch, 1, frames / FRAMES_PER_PLACE]`: that somebody speaks
 */
export function detectorNetwork(frames: t.Value): t.Value {
  const [batch, , , length] = frames.shape;
  let picture = frames;
  for (const [index, channels] of PICTURE_CHANNELS.entries()) {
    const stride = [2, index === 0 ? FRAMES_PER_PLACE : 1];
    picture = t.relu(t.convolutionLayer(picture, `picture${index}`, channels, 3, { padding: 'same', stride }));
  }
  const flat = t.reshape(picture, [batch, -1, length / FRAMES_PER_PLACE]);
  let hidden = t.convolutionLayer(flat, 'projection', CHANNELS, 1);
  for (const [index, dilation] of DILATIONS.entries()) {
    const options = { padding: 'same', dilation } as const;
    const heard = t.convolutionLayer(levelled(hidden, `norm${index}`), `time${index}`, CHANNELS, 3, options);
    hidden = t.add(hidden, t.convolutionLayer(t.relu(heard), `mix${index}`, CHANNELS, 1));
  }
  return t.convolutionLayer(levelled(hidden, 'speech.norm'), 'speech', 1, 1);
}

/**
 * The graph of `model.onnx`. Input `frames` `[1, 1, BANDS, margin + WINDOW_FRAMES + margin]`, zeros where the signal has no frames. Output `speech`
 * `[WINDOW_FRAMES / FRAMES_PER_PLACE]`: how probable it is that somebody speaks, averaged over 0.22 s.
 */
export function exportDetector(weights: ReadonlyMap<string, t.FloatTensor>): Uint8Array {
  return t.exportModel(weights, (graph) => {
    const frames = graph.input('frames', [1, 1, BANDS, WINDOW_FRAMES + 2 * MARGIN_FRAMES]);
    const probabilities = t.sigmoid(detectorNetwork(frames));
    const smooth = t.averagePool(probabilities, SMOOTHED_PLACES, { stride: 1, padding: SMOOTHED_PLACES >> 1 });
    const first = MARGIN_FRAMES / FRAMES_PER_PLACE;
    return { speech: t.reshape(t.slice(smooth, 2, first, first + WINDOW_FRAMES / FRAMES_PER_PLACE), [-1]) };
  });
}

/** Brings the channels of each place to root mean square 1, then scales them: Zhang and Sennrich, 2019. */
function levelled(hidden: t.Value, name: string): t.Value {
  const scale = hidden.graph.parameter(`${name}.scale`, [1, CHANNELS, 1], { initialiser: t.ones, decay: false });
  const power = t.mean(t.square(hidden), { axes: [1], keepAxes: true });
  return t.multiply(t.divide(hidden, t.squareRoot(t.add(power, 1e-5))), scale);
}
