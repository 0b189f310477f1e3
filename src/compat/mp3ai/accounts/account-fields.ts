import { isEmail } from 'class-validator';
import { type Field, lengthOf, readText } from '../rest/text-field.js';

const USERNAME = /^[\p{L}\p{N}_.@+-]+$/u;
const INVALID_USERNAME =
  'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';
const LONGEST_USERNAME = 150;
const LONGEST_EMAIL = 254;

export const USERNAME_TAKEN = 'A user with that username already exists.';

/** Django's rules for a user name; whether it is taken is not looked at. */
export function readUsername(given: unknown): Field<string> {
  const field = readText(given, { required: true });
  if ('errors' in field) return field;
  const { value } = field;
  const errors = [
    ...(lengthOf(value) > LONGEST_USERNAME
      ? [`Ensure this field has no more than ${LONGEST_USERNAME} characters.`]
      : []),
    ...(USERNAME.test(value) ? [] : [INVALID_USERNAME]),
  ];
  return errors.length > 0 ? { errors } : { value };
}

const isAddress = (text: string): boolean => isEmail(text) || (text.endsWith('@localhost') && isEmail(`${text}.org`));

/** Not given is empty. */
export function readEmail(given: unknown): Field<string> {
  const field = readText(given, { mayBeBlank: true, maxLength: LONGEST_EMAIL });
  if ('errors' in field || field.value === '' || isAddress(field.value)) return field;
  return { errors: ['Enter a valid email address.'] };
}

export const readPassword = (given: unknown): Field<string> => readText(given, { required: true });
