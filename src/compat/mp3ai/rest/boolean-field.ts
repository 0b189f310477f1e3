import type { Field } from './text-field.js';
import { NULL } from './text-field.js';

const TRUE: ReadonlySet<unknown> = new Set([
  't',
  'T',
  'y',
  'Y',
  'yes',
  'Yes',
  'YES',
  'true',
  'True',
  'TRUE',
  'on',
  'On',
  'ON',
  '1',
  1,
  true,
]);
const FALSE: ReadonlySet<unknown> = new Set([
  'f',
  'F',
  'n',
  'N',
  'no',
  'No',
  'NO',
  'false',
  'False',
  'FALSE',
  'off',
  'Off',
  'OFF',
  '0',
  0,
  false,
]);

/** Django REST framework's BooleanField, default false. @param isForm a form's empty text stands for a field that was left out */
export function readBoolean(given: unknown, isForm: boolean): Field<boolean> {
  if (given === undefined || (isForm && given === '')) return { value: false };
  if (given === null) return { errors: [NULL] };
  if (TRUE.has(given)) return { value: true };
  if (FALSE.has(given)) return { value: false };
  return { errors: ['Must be a valid boolean.'] };
}
