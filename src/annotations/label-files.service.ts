import { decodeText } from './formats/decode-text.js';
import type { ParsedLabels, ReadOptions } from './formats/label-format.js';
import { LABEL_FORMATS, type LabelFormatName } from './formats/label-formats.js';

/** Reads files of labels for other features; without state, so that compute threads can use it. */
export class LabelFilesService {
  /** @throws LabelFileError at the first fault */
  static parse(bytes: Uint8Array, format: LabelFormatName, options: ReadOptions): ParsedLabels {
    return LABEL_FORMATS[format].parse(decodeText(bytes), options);
  }
}
