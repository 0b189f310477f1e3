/** A field that is right, or what is wrong with it. */
export type Field<T> = { readonly value: T } | { readonly errors: readonly string[] };

export interface TextRules {
  readonly required?: boolean;
  readonly mayBeBlank?: boolean;
  readonly maxLength?: number;
}

export const REQUIRED = 'This field is required.';
export const BLANK = 'This field may not be blank.';
export const NULL = 'This field may not be null.';

/** Characters as Python counts them: code points. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Django REST framework's CharField: numbers are text, white space around it does not count. Absent and not required: the empty text. */
export function readText(given: unknown, { required, mayBeBlank, maxLength }: TextRules): Field<string> {
  if (given === undefined) return required === true ? { errors: [REQUIRED] } : { value: '' };
  if (given === null) return { errors: [NULL] };
  if (typeof given !== 'string' && typeof given !== 'number') return { errors: ['Not a valid string.'] };
  const value = String(given).trim();
  if (value === '' && mayBeBlank !== true) return { errors: [BLANK] };
  const errors = [
    ...(maxLength !== undefined && lengthOf(value) > maxLength
      ? [`Ensure this field has no more than ${maxLength} characters.`]
      : []),
    ...(value.includes('\0') ? ['Null characters are not allowed.'] : []),
  ];
  return errors.length > 0 ? { errors } : { value };
}
