import { UnprocessableError } from '../../common/errors/errors.js';
import type { Label } from '../label.js';
import { byOnset } from './label-format.js';

/** Name of the tier of labels without an individual. */
export const UNNAMED_TIER = 'labels';
const MAX_TIERS = 1000;

/** Labels that can stand in one tier: of one individual, none over another. */
export interface Tier {
  readonly name: string;
  readonly isPoints: boolean;
  readonly labels: Label[];
}

const hasRoom = ({ isPoints, labels }: Tier, { onsetSeconds }: Label): boolean => {
  const end = labels.at(-1)!.offsetSeconds;
  return isPoints ? onsetSeconds > end : onsetSeconds >= end;
};

/**
 * Spreads labels over tiers: one for each individual, further ones of the same name for labels that overlap, and tiers of points for labels
 * without length.
 * @throws UnprocessableError when that takes too many tiers
 */
export function toTiers(labels: readonly Label[]): Tier[] {
  const groups = new Map<string, Tier[]>();
  let count = 0;
  for (const label of [...labels].sort(byOnset)) {
    const name = label.individual === '' ? UNNAMED_TIER : label.individual;
    const isPoints = label.onsetSeconds === label.offsetSeconds;
    const key = `${isPoints} ${name}`;
    const tiers = groups.get(key) ?? [];
    groups.set(key, tiers);
    const free = tiers.find((tier) => hasRoom(tier, label));
    if (free !== undefined) free.labels.push(label);
    else if (++count > MAX_TIERS) {
      throw new UnprocessableError(
        'too-many-tiers',
        `These labels would need more than ${MAX_TIERS} tiers in a TextGrid; export them in another format.`,
      );
    } else tiers.push({ name, isPoints, labels: [label] });
  }
  return [...groups.values()].flat();
}
