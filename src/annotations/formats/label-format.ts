import { BLANK_LABEL, type Label } from '../label.js';

/** A field of a label that a file may have no place for: all but its id and its times. */
export type ContentField = keyof typeof BLANK_LABEL;
export const CONTENT_FIELDS = Object.keys(BLANK_LABEL) as ContentField[];

/** What the name of a tier of a TextGrid says of its labels. */
export const TIER_MEANINGS = ['individual', 'species', 'nothing'] as const;
export type TierMeaning = (typeof TIER_MEANINGS)[number];

export interface ReadOptions {
  /** Name of the recording's file: of a table of several files, only its rows are read. */
  readonly fileName?: string;
  /** Of a TextGrid; default `individual`. */
  readonly tiers?: TierMeaning;
}

/** How something of a file was understood that may be meant otherwise. */
export interface Reading {
  readonly code: string;
  readonly message: string;
  readonly count: number;
}

/** What a file of labels holds, and what was left out of it. */
export interface ParsedLabels {
  readonly labels: readonly Label[];
  /** For people: what of the file was not taken. */
  readonly remarks: readonly string[];
  readonly readings?: readonly Reading[];
}

export interface WriteOptions {
  readonly fileName: string;
  readonly durationSeconds: number;
}

/** How labels are written to and read from one kind of file. Both are pure. */
export interface LabelFormat {
  readonly extension: string;
  readonly contentType: string;
  /** Fields that such a file has no place for. */
  readonly lost: readonly ContentField[];
  /** Whether tabs and line breaks of a text become spaces, because they end a cell of such a file. */
  readonly flattensText?: boolean;
  /** @throws LabelFileError at the first fault */
  parse(text: string, options: ReadOptions): ParsedLabels;
  write(labels: readonly Label[], options: WriteOptions): string;
}

export const byOnset = (a: Label, b: Label): number =>
  a.onsetSeconds - b.onsetSeconds || a.offsetSeconds - b.offsetSeconds;
