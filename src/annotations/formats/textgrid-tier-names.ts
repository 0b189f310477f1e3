import type { Label } from '../label.js';
import { type Reading, TIER_MEANINGS, type TierMeaning } from './label-format.js';
import { fromLabelText } from './label-text.js';
import { UNNAMED_TIER } from './textgrid-tiers.js';

type Names = Pick<Label, 'species' | 'individual' | 'cluster' | 'text'>;

/** What a name of a tier says: the individual, as in files that were written here, unless the reader means it otherwise. */
export class TierNames {
  /** Tiers whose names became something of a label. */
  private readonly used = new Set<string>();
  private labels = 0;

  constructor(private readonly meaning: TierMeaning) {}

  /** @param text of the label, which may say more than the name of its tier does */
  namesOf(text: string, tier: string): Names {
    const names = fromLabelText(text);
    const isPlain = names.cluster === text || names.text === text;
    if (!isPlain || tier === UNNAMED_TIER || tier === '' || this.meaning === 'nothing') return names;
    this.used.add(tier);
    this.labels++;
    return { ...names, [this.meaning]: tier };
  }

  get readings(): Reading[] {
    if (this.used.size === 0) return [];
    const shown = [...this.used].slice(0, 10).map((name) => JSON.stringify(name.slice(0, 40)));
    const more = this.used.size > shown.length ? ` and ${this.used.size - shown.length} more` : '';
    const others = TIER_MEANINGS.filter((meaning) => meaning !== this.meaning);
    const message =
      `have the name of their tier as ${this.meaning}: ${shown.join(', ')}${more}; ` +
      `if tiers mean something else, send the file again with ${others.map((other) => `tiers=${other}`).join(' or ')}`;
    return [{ code: 'tiers-read', message, count: this.labels }];
  }
}
