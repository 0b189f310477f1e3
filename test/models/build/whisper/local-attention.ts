import { type Initialiser, normalOf } from '../../../../src/training/index.js';
import { type WhisperSizes } from './architecture.js';

/** Its square multiplies the scores that position alone gives. */
const GAIN = 1.4;
const NOISE = 0.03;

/**
 * First numbers of a projection of queries (or, with offsets of 0, of keys) of an encoder layer, with which each head listens at a
 * distance from where it is. Positions are added to the input as sines, and a network that begins with random projections spends most
 * of a short training on finding out from them what is near.
 *
 * A turn of the sine and cosine of one frequency moves them in time, so that the product of query and key is highest at the offset.
 * @param offsets of each head, in positions; `undefined` leaves a head random
 */
export function listeningAt(
  offsets: readonly (Listening | undefined)[],
  { channels, heads }: WhisperSizes,
): Initialiser {
  const size = channels / heads;
  const half = channels / 2;
  return (shape, random) => {
    const weight = normalOf(NOISE)(shape, random);
    const free = normalOf(Math.sqrt(1 / channels))(shape, random);
    offsets.forEach((listening, head) => {
      for (let index = 0; index < size / 2; index++) {
        const columns = [head * size + 2 * index, head * size + 2 * index + 1];
        if (listening === undefined) {
          for (const column of columns) {
            for (let row = 0; row < channels; row++) weight[row * channels + column] = free[row * channels + column];
          }
          continue;
        }
        const frequency = listening.lowest + index;
        const angle = listening.offset * Math.exp((-Math.log(10_000) * frequency) / (half - 1));
        const [sine, cosine] = [frequency * channels, (half + frequency) * channels];
        weight[sine + columns[0]] += GAIN * Math.cos(angle);
        weight[cosine + columns[0]] += GAIN * Math.sin(angle);
        weight[cosine + columns[1]] += GAIN * Math.cos(angle);
        weight[sine + columns[1]] -= GAIN * Math.sin(angle);
      }
    });
    return weight;
  };
}

export interface Listening {
  /** Positions from the asking one. */
  readonly offset: number;
  /** First of the frequencies that are used, 0 the highest: high ones listen sharply, low ones widely. */
  readonly lowest: number;
}
