import { extname } from 'node:path';
import type { LabelFormatName } from '../formats/label-formats.js';

const BY_EXTENSION: Readonly<Record<string, LabelFormatName>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.textgrid': 'textgrid',
};

/** The format that the name of a file of labels tells; undefined for others, as `.txt`, which may be Raven's or Audacity's. */
export const formatOfName = (fileName: string): LabelFormatName | undefined =>
  BY_EXTENSION[extname(fileName).toLowerCase()];
