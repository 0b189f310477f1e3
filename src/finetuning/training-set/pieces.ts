import { UnprocessableError } from '../../common/errors/errors.js';
import { MAX_LABELS, SHORTEST_SECONDS } from '../finetune-limits.js';
import type { GivenLabel, GivenStretch } from './given-recording.js';

/** A label over many areas becomes many labels; more than this are no labels of sounds. */
const MAX_PIECES = 2 * MAX_LABELS;

const tooManyPieces = (): UnprocessableError =>
  new UnprocessableError(
    'too-many-labels',
    `Cut at the borders of the areas there are more than ${MAX_PIECES} labels; send labels of single sounds.`,
  );

/** Cuts labels at the borders of areas that do not overlap (those of one channel) and keeps what lies within each. */
export class Pieces {
  private readonly found: GivenLabel[][];
  /** Places of areas by their channel, in the order of time. */
  private readonly byChannel = new Map<number | undefined, number[]>();
  private count = 0;

  constructor(private readonly areas: readonly GivenStretch[]) {
    this.found = areas.map(() => []);
    for (const [index, { channel }] of areas.entries()) {
      const known = this.byChannel.get(channel);
      if (known === undefined) this.byChannel.set(channel, [index]);
      else known.push(index);
    }
  }

  /** The parts of labels within the area at this place. */
  of(index: number): GivenLabel[] {
    return this.found[index];
  }

  /** @throws UnprocessableError when there are too many pieces */
  add(label: GivenLabel): 'inside' | 'clipped' | 'outside' {
    let isInside = false;
    let isClipped = false;
    for (const [channel, places] of this.byChannel) {
      if (channel !== undefined && label.channel !== undefined && channel !== label.channel) continue;
      for (let at = this.firstAfter(places, label.onset); at < places.length; at++) {
        const area = this.areas[places[at]];
        if (area.onset >= label.offset) break;
        const onset = Math.max(label.onset, area.onset);
        const offset = Math.min(label.offset, area.offset);
        if (offset - onset < SHORTEST_SECONDS) continue;
        if (++this.count > MAX_PIECES) throw tooManyPieces();
        isInside = true;
        isClipped ||= onset > label.onset || offset < label.offset;
        this.found[places[at]].push({ ...label, onset, offset });
      }
    }
    if (!isInside) return 'outside';
    return isClipped ? 'clipped' : 'inside';
  }

  /** The first of the areas that ends after this second, by halving. */
  private firstAfter(places: readonly number[], second: number): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.areas[places[middle]].offset > second) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
