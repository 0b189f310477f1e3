import { decodeCursor, encodeCursor, toPage } from './cursor.js';

const id = '0b0f2d1c-5b0e-4f57-9d1a-0d2f7f0f9a11';

describe('cursor', () => {
  it('comes back as it went', () => {
    expect(decodeCursor(encodeCursor({ value: 'Ärger, 12"', id }))).toEqual({ value: 'Ärger, 12"', id });
  });

  it.each([
    'garbage',
    '',
    'bnVsbA',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ])('refuses %j and names the field', (text) => {
    expect(() => decodeCursor(text)).toThrow('cursor');
  });

  it('gives a next cursor only when a further row was read', () => {
    const rows = [{ id }, { id }, { id }];
    const cursorOf = () => ({ value: 'x', id });
    expect(toPage(rows, 3, cursorOf)).toEqual({ rows, nextCursor: null });
    expect(toPage(rows, 2, cursorOf).rows).toHaveLength(2);
    expect(toPage(rows, 2, cursorOf).nextCursor).not.toBeNull();
  });
});
