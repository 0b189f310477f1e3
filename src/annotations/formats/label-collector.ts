import { UnprocessableError } from '../../common/errors/errors.js';
import { BLANK_LABEL, type Label, type LabelField, toMicrosecond } from '../label.js';
import { brokenRule, MAX_LABELS } from '../label-rules.js';
import { LabelFileError, type Place } from './label-file-error.js';

/** How the fields of a label are called in a kind of file, as `Begin Time (s)`. */
export type FieldNames = Partial<Record<LabelField, string>>;

/** The value that broke a rule, so that its label can be found; tabs and the like are shown as `\t`. */
function shown(value: unknown): string {
  return typeof value === 'string' ? `, not ${JSON.stringify(value.slice(0, 40))}` : '';
}

/** Takes the labels of a file one by one and refuses the first that is wrong. */
export class LabelCollector {
  readonly labels: Label[] = [];
  private readonly ids = new Set<string>();

  constructor(private readonly names: FieldNames = {}) {}

  /**
   * @param placeOf where the file has a field
   * @throws LabelFileError for a label that breaks a rule, UnprocessableError for too many
   */
  add(values: Partial<Record<LabelField, unknown>>, placeOf: (field: LabelField) => Place): void {
    if (this.labels.length === MAX_LABELS) throw tooManyLabels();
    const label = { ...BLANK_LABEL, ...values };
    const broken = brokenRule(label) ?? this.repeated(label.id as string | undefined);
    if (broken !== undefined) {
      const name = this.names[broken.field] ?? broken.field;
      const message = `label ${this.labels.length + 1}: ${name} ${broken.message}${shown(label[broken.field])}.`;
      throw new LabelFileError(placeOf(broken.field), message);
    }
    const { onsetSeconds, offsetSeconds, ...others } = label as Label;
    this.labels.push({
      ...others,
      onsetSeconds: toMicrosecond(onsetSeconds),
      offsetSeconds: toMicrosecond(offsetSeconds),
    });
  }

  private repeated(id: string | undefined): { field: 'id'; message: string } | undefined {
    if (id === undefined) return undefined;
    const key = id.toLowerCase();
    if (this.ids.has(key)) return { field: 'id', message: 'must not be that of an earlier label' };
    this.ids.add(key);
    return undefined;
  }
}

export const tooManyLabels = (): UnprocessableError =>
  new UnprocessableError(
    'too-many-labels',
    `A version can have ${MAX_LABELS} labels at most; spread them over several tracks.`,
  );
