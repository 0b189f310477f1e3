import { json } from './json.js';
import { srt } from './srt.js';
import { csv, tsv } from './tables.js';
import { textgrid } from './textgrid.js';
import type { TranscriptFormat } from './transcript-format.js';
import { txt } from './txt.js';
import { vtt } from './vtt.js';

export const TRANSCRIPT_FORMAT_NAMES = ['txt', 'srt', 'vtt', 'json', 'tsv', 'csv', 'textgrid'] as const;
export type TranscriptFormatName = (typeof TRANSCRIPT_FORMAT_NAMES)[number];

export const TRANSCRIPT_FORMATS: Readonly<Record<TranscriptFormatName, TranscriptFormat>> = {
  txt,
  srt,
  vtt,
  json,
  tsv,
  csv,
  textgrid,
};
