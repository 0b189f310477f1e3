import type { Label, LabelField } from '../label.js';
import { BLANK_LABEL } from '../label.js';
import { LabelCollector } from './label-collector.js';
import { LabelFileError } from './label-file-error.js';
import type { LabelFormat, ParsedLabels } from './label-format.js';
import { placeInJson } from './json-place.js';

const FIELDS = ['id', 'onsetSeconds', 'offsetSeconds', ...(Object.keys(BLANK_LABEL) as LabelField[])] as const;
const KNOWN: ReadonlySet<string> = new Set(FIELDS);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LabelFileError(placeInJson(text, []), 'here the text stops being JSON.');
  }
}

function parse(text: string): ParsedLabels {
  const content = parseJson(text);
  const list = isObject(content) ? content.labels : content;
  const path = isObject(content) ? ['labels'] : [];
  const refuse = (place: readonly (string | number)[], message: string): LabelFileError =>
    new LabelFileError(placeInJson(text, place), message);
  if (isObject(content)) {
    const other = Object.keys(content).find((key) => key !== 'labels');
    if ('onset' in content) {
      throw refuse(
        ['onset'],
        'labels are not read as columns here; send {"labels": [{"onsetSeconds": 1, "offsetSeconds": 2, "cluster": "a"}]}, or a CSV with the header onset,offset,clustername.',
      );
    }
    if (other !== undefined)
      throw refuse([other], `only "labels" is known here, not ${JSON.stringify(other.slice(0, 40))}.`);
  }
  if (!Array.isArray(list)) throw refuse(path, 'there must be a list of labels: {"labels": […]}.');
  const collector = new LabelCollector();
  for (const [index, given] of (list as unknown[]).entries()) {
    const at = (...more: string[]) => [...path, index, ...more];
    if (!isObject(given)) throw refuse(at(), 'a label must be an object.');
    const unknown = Object.keys(given).find((key) => !KNOWN.has(key));
    if (unknown !== undefined) {
      throw refuse(
        at(unknown),
        `a label has no field ${JSON.stringify(unknown.slice(0, 40))}; it has ${FIELDS.join(', ')}.`,
      );
    }
    collector.add(given, (field) => placeInJson(text, at(...(field in given ? [field] : []))));
  }
  return { labels: collector.labels, remarks: [] };
}

const ordered = (label: Label): Record<string, unknown> =>
  Object.fromEntries(FIELDS.map((field) => [field, label[field]]));

/** Everything there is, as the API answers it; one label a line. */
export const json: LabelFormat = {
  extension: 'json',
  contentType: 'application/json',
  lost: [],
  parse,
  write: (labels) => `{"labels":[\n${labels.map((label) => JSON.stringify(ordered(label))).join(',\n')}\n]}\n`,
};
