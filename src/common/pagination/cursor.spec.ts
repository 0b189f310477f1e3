import { decodeCursor, encodeCursor, readNumber, readTimestamp, toPage } from './cursor.js';

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

  it('reads back what a date and a number were written as', () => {
    const date = new Date();
    expect(readTimestamp(date.toISOString())).toEqual(date);
    for (const seconds of [0, 0.1 + 0.2, 86_400, 1 / 384_000]) expect(readNumber(String(seconds))).toBe(seconds);
  });

  it.each(['1', '2024', 'Jan 1 2024', '2024-01-01', '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z'])(
    'refuses %j as a time',
    (value) => {
      expect(() => readTimestamp(value)).toThrow('cursor');
    },
  );

  it.each(['', ' ', '-1', '0x10', '0b11', '1e-400', '1e400', 'NaN', '5\n', '\ufeff5'])(
    'refuses %j as a number',
    (value) => {
      expect(() => readNumber(value)).toThrow('cursor');
    },
  );

  it('gives a next cursor only when a further row was read', () => {
    const rows = [{ id }, { id }, { id }];
    const cursorOf = () => ({ value: 'x', id });
    expect(toPage(rows, 3, cursorOf)).toEqual({ rows, nextCursor: null });
    expect(toPage(rows, 2, cursorOf).rows).toHaveLength(2);
    expect(toPage(rows, 2, cursorOf).nextCursor).not.toBeNull();
  });
});
