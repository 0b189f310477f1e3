import { isCommonPassword } from './common-passwords.js';
import { quickRatio } from './similarity.js';
import { lengthOf } from '../rest/text-field.js';

/** What a password must not be like. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
}

const MIN_LENGTH = 8;
const MAX_SIMILARITY = 0.7;
const NAMES = { username: 'username', email: 'email address' } as const;

/** A name many times shorter than the password cannot be most of it. */
const isTooShortToMatter = (password: string, part: string): boolean =>
  lengthOf(password) >= 10 * lengthOf(part) && lengthOf(part) < (MAX_SIMILARITY / 2) * lengthOf(password);

const resembles = (password: string, name: string): boolean =>
  [...name.split(/[^\p{L}\p{N}_]+/u), name].some(
    (part) => !isTooShortToMatter(password, part) && quickRatio(password, part) >= MAX_SIMILARITY,
  );

function similarTo(password: string, owner: PasswordOwner): string[] {
  const attribute = (['username', 'email'] as const).find(
    (name) => owner[name] !== '' && resembles(password.toLowerCase(), owner[name].toLowerCase()),
  );
  return attribute === undefined ? [] : [`The password is too similar to the ${NAMES[attribute]}.`];
}

/** Everything that Django's four rules say against a password, in its order and words; nothing for a good one. */
export const passwordFaults = (password: string, owner: PasswordOwner): string[] => [
  ...similarTo(password, owner),
  ...(lengthOf(password) < MIN_LENGTH
    ? [`This password is too short. It must contain at least ${MIN_LENGTH} characters.`]
    : []),
  ...(isCommonPassword(password) ? ['This password is too common.'] : []),
  ...(/^\p{Nd}+$/u.test(password) ? ['This password is entirely numeric.'] : []),
];
