import { normalizeEmail } from './email.js';

it.each([
  ['  Ada@Example.ORG ', 'ada@example.org'],
  ['JU\u0308RGEN@example.org', 'j\u00fcrgen@example.org'],
])('spells %j as %j', (email, normal) => {
  expect(normalizeEmail(email)).toBe(normal);
});

it('leaves what is not text to the validators', () => {
  expect(normalizeEmail({ $ne: '' } as unknown)).toEqual({ $ne: '' });
});
