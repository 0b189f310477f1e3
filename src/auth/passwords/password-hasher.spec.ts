import { PasswordHasher } from './password-hasher.js';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('uses Argon2id with 19 MiB, two passes, one lane and a new salt each time', async () => {
    const [one, other] = await Promise.all([hasher.hash('a passphrase'), hasher.hash('a passphrase')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('knows the password again, however its letters are composed, and no other', async () => {
    const hash = await hasher.hash('Ärger'.normalize('NFC'));
    expect(await hasher.verify(hash, 'Ärger'.normalize('NFD'))).toBe(true);
    expect(await hasher.verify(hash, 'Arger')).toBe(false);
    expect(await hasher.verify(hash, 'ärger')).toBe(false);
    expect(await hasher.verify(hash, '')).toBe(false);
  });
});
