import { createJwtService, isAccessTokenClaims } from './access-token.js';

const sub = '0b0f2d1c-5b0e-4f57-9d1a-0d2f7f0f9a11';
const sid = '7d6f1a52-9d0c-4a3b-8e2f-5a1b9c3d4e5f';

it('accepts only claims that name a user, a session and an end', () => {
  expect(isAccessTokenClaims({ sub, sid, exp: 1 })).toBe(true);
  for (const claims of [
    undefined,
    null,
    'text',
    {},
    { sub, sid },
    { sub, exp: 1 },
    { sub: 1, sid, exp: 1 },
    { sub: 'x', sid, exp: 1 },
  ]) {
    expect(isAccessTokenClaims(claims)).toBe(false);
  }
});

it('signs with HS256 and verifies what it signed', async () => {
  const jwt = createJwtService({ value: 'a secret of this test, which is long enough' });
  const token = await jwt.signAsync({ sub, sid });
  expect(JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
  await expect(jwt.verifyAsync(token)).resolves.toMatchObject({ sub, sid, iss: 'earshot' });
});
