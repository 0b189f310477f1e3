import type { Label } from '../label.js';

export interface ReadOptions {
  /** Name of the recording's file: of a table of several files, only its rows are read. */
  readonly fileName?: string;
}

/** What a file of labels holds, and what was left out of it. */
export interface ParsedLabels {
  readonly labels: readonly Label[];
  /** For people: what of the file was not taken. */
  readonly remarks: readonly string[];
}

export interface WriteOptions {
  readonly fileName: string;
  readonly durationSeconds: number;
}

/** How labels are written to and read from one kind of file. Both are pure. */
export interface LabelFormat {
  readonly extension: string;
  readonly contentType: string;
  /** @throws LabelFileError at the first fault */
  parse(text: string, options: ReadOptions): ParsedLabels;
  write(labels: readonly Label[], options: WriteOptions): string;
}

export const byOnset = (a: Label, b: Label): number =>
  a.onsetSeconds - b.onsetSeconds || a.offsetSeconds - b.offsetSeconds;
