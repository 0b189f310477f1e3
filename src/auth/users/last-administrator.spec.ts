import { LastAdministratorError } from '../errors.js';
import { ensureAnotherAdministrator } from './last-administrator.js';

it('refuses only the one administrator who is left', () => {
  expect(() => ensureAnotherAdministrator(['a'], 'a')).toThrow(LastAdministratorError);
  expect(() => ensureAnotherAdministrator(['a', 'b'], 'a')).not.toThrow();
  expect(() => ensureAnotherAdministrator(['a'], 'user')).not.toThrow();
});
