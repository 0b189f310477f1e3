import { shortened } from './text-table.js';

describe('shortened', () => {
  it.each([
    ['MIT', 10, 'MIT'],
    ['0123456789', 10, '0123456789'],
    ['not stated by its authors', 14, 'not stated by…'],
    ['CC-BY-4.0; the recordings are', 12, 'CC-BY-4.0…'],
    ['0123456789abc', 10, '012345678…'],
  ])('makes %p in %p characters %p', (text, most, result) => {
    expect(shortened(text, most)).toBe(result);
    expect(shortened(text, most).length).toBeLessThanOrEqual(most);
  });
});
