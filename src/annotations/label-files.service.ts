import { decodeText } from './formats/decode-text.js';
import type { ParsedLabels, ReadOptions } from './formats/label-format.js';
import { LABEL_FORMATS, type LabelFormatName } from './formats/label-formats.js';
import { type TextGridInterval, textGridText, type TextGridTier } from './formats/textgrid-lines.js';

export type { TextGridInterval, TextGridTier };

/** Reads and writes files of labels for other features; without state, so that compute threads can use it. */
export class LabelFilesService {
  /** @throws LabelFileError at the first fault */
  static parse(bytes: Uint8Array, format: LabelFormatName, options: ReadOptions): ParsedLabels {
    return LABEL_FORMATS[format].parse(decodeText(bytes), options);
  }

  /** A TextGrid of Praat in the long text format. @param end of the recording, seconds; no tier may reach beyond it */
  static writeTextGrid(tiers: readonly TextGridTier[], end: number): string {
    return textGridText(tiers, end);
  }
}
