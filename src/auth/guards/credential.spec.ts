import { UnauthenticatedError } from '../../common/errors/errors.js';
import { isAccessToken, readCredential } from './credential.js';

describe('readCredential', () => {
  it.each(['Bearer a.b-c_d', 'bearer a.b-c_d', 'Token a.b-c_d', ' TOKEN   a.b-c_d '])('reads %j', (header) => {
    expect(readCredential(header)).toBe('a.b-c_d');
  });

  it.each([
    undefined,
    '',
    'a.b.c',
    'Basic YTpi',
    'Bearer',
    'Bearer a b',
    'Bearer a,b',
    'BearerX a',
    `Bearer ${'x'.repeat(4097)}`,
  ])('refuses %j', (header) => {
    expect(() => readCredential(header)).toThrow(UnauthenticatedError);
  });
});

it('tells access tokens from API tokens by their shape', () => {
  expect(isAccessToken('eyJ.eyJ.sig')).toBe(true);
  expect(isAccessToken('eyJ.eyJ.')).toBe(true);
  expect(isAccessToken('ear_0123')).toBe(false);
  expect(isAccessToken('9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b')).toBe(false);
});
