import { audacity } from './audacity.js';
import { audition } from './audition.js';
import { csv, csvBasic } from './csv.js';
import { json } from './json.js';
import type { LabelFormat } from './label-format.js';
import { raven } from './raven.js';
import { textGrid, textGridShort } from './textgrid.js';

export const LABEL_FORMAT_NAMES = [
  'json',
  'csv',
  'csv-basic',
  'raven',
  'audacity',
  'textgrid',
  'textgrid-short',
  'audition',
] as const;
export type LabelFormatName = (typeof LABEL_FORMAT_NAMES)[number];

export const LABEL_FORMATS: Readonly<Record<LabelFormatName, LabelFormat>> = {
  json,
  csv,
  'csv-basic': csvBasic,
  raven,
  audacity,
  textgrid: textGrid,
  'textgrid-short': textGridShort,
  audition,
};
