import { hashToken, readTokens } from './read-tokens.js';

const anna = { username: 'anna', info: 'student', inference: true, train: false, isAdmin: false };

describe('readTokens', () => {
  it('reads the file of the older back-end, whose tokens are text whatever YAML takes them for', () => {
    const tokens = readTokens(`
# comment
12345:
  username: anna
  info: student
  inference: true
  train: false
  is_admin: false
007: { username: boss, inference: True, train: yes, is_admin: on }
1e3: { username: c, info: , train: }
"Quoted-Ä": { username: d }
`);
    expect(tokens.size).toBe(4);
    expect(tokens.get(hashToken('12345'))).toEqual(anna);
    expect(tokens.get(hashToken('007'))).toEqual({
      username: 'boss',
      info: '',
      inference: true,
      train: true,
      isAdmin: true,
    });
    expect(tokens.get(hashToken('1e3'))).toMatchObject({ username: 'c', inference: false, train: false });
    expect(tokens.get(hashToken('Quoted-Ä'))).toMatchObject({ username: 'd' });
  });

  it.each([
    ['JSON', '{"tokens": {"t": {"username": "anna", "info": "student", "inference": true}}}'],
    ['a list', 'tokens:\n- token: t\n  username: anna\n  info: student\n  inference: true'],
    ['hashes', `sha256:${hashToken('t').toUpperCase()}: {username: anna, info: student, inference: true}`],
  ])('reads %s', (_form, text) => {
    expect([...readTokens(text)]).toEqual([[hashToken('t'), anna]]);
  });

  it('takes an empty file for one without tokens', () => {
    expect(readTokens('\n# none yet\n').size).toBe(0);
  });

  it.each([
    ['a: [1', 'line 1, column'],
    ['just text', 'must be a mapping'],
    ['secret: {inference: true}', 'entry 1: username'],
    ['secret: {username: a, train: maybe}', 'entry 1: train must be true or false'],
    ['- {username: a}', 'entry 1: must have a token'],
    ['secret: 7', 'entry 1: must have username'],
    [`secret: {username: a}\nsha256:${hashToken('secret')}: {username: b}`, 'entry 2: the token stands there twice'],
  ])('refuses %j, saying where, without telling the token', (text, message) => {
    const reading = (): unknown => readTokens(text);
    expect(reading).toThrow(message);
    expect(reading).not.toThrow('secret');
  });
});
