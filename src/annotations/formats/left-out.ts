import { BLANK_LABEL, type Label } from '../label.js';
import type { ContentField, LabelFormat } from './label-format.js';

/** How many labels lose a field, by the field. */
export type LeftOut = Readonly<Partial<Record<ContentField, number>>>;

export const LEFT_OUT_HEADER = 'X-Earshot-Left-Out';

const ENDS_A_CELL = /[\t\r\n]/;

/** What labels lose in a file of this format. */
export function leftOut(labels: readonly Label[], { lost, flattensText }: LabelFormat): LeftOut {
  const counts: Partial<Record<ContentField, number>> = {};
  const count = (field: ContentField, isLost: (label: Label) => boolean): void => {
    const number = labels.filter(isLost).length;
    if (number > 0) counts[field] = number;
  };
  for (const field of lost) count(field, (label) => label[field] !== BLANK_LABEL[field]);
  if (flattensText === true) count('text', ({ text }) => ENDS_A_CELL.test(text));
  return counts;
}

/** The same as the value of a header: `lowFrequencyHz=12, text=1`; undefined when nothing is lost. */
export function toLeftOutHeader(counts: LeftOut): string | undefined {
  const parts = Object.entries(counts).map(([field, number]) => `${field}=${number}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
