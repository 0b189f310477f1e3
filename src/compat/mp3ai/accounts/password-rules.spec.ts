import { passwordFaults } from './password-rules.js';

const SHORT = 'This password is too short. It must contain at least 8 characters.';
const COMMON = 'This password is too common.';
const NUMERIC = 'This password is entirely numeric.';
const LIKE_NAME = 'The password is too similar to the username.';
const LIKE_EMAIL = 'The password is too similar to the email address.';

it.each([
  ['alpine123', 'testuser', '', []],
  ['password', 'testuser', '', [COMMON]],
  ['PassWord123', 'testuser', '', [COMMON]],
  ['12345678', 'testuser', '', [COMMON, NUMERIC]],
  ['90817263', 'testuser', '', [NUMERIC]],
  ['٤٥٦٧٨٩٠١', 'testuser', '', [NUMERIC]],
  ['x', 'testuser', '', [SHORT]],
  ['41', 'testuser', '', [SHORT, NUMERIC]],
  ['testuser', 'testuser', '', [LIKE_NAME]],
  ['TestUser1', 'testuser', '', [LIKE_NAME]],
  ['resutset', 'testuser', '', [LIKE_NAME]],
  ['test', 'test', '', [LIKE_NAME, SHORT]],
  ['lovelace1', 'ada', 'ada.lovelace@example.org', [LIKE_EMAIL]],
  // A name of one letter says nothing about a long password.
  ['aaaaaaaaaaaaaaaaaaaa', 'a', '', []],
  ['quite another thing', 'ada', 'ada@example.org', []],
])('%s of %s <%s>', (password, username, email, faults) => {
  expect(passwordFaults(password, { username, email })).toEqual(faults);
});
