import { Matches } from 'class-validator';

/** Text without control characters: one line, and nothing that the database cannot keep (NUL). */
export const IsSingleLine = (): PropertyDecorator =>
  Matches(/^\P{Cc}*$/u, { message: '$property must not contain line breaks or other control characters' });
