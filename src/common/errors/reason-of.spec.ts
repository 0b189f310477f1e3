import { reasonOf } from './reason-of.js';

describe('reasonOf', () => {
  it.each([
    ['Either not a zip file, or file is truncated.', 'Either not a zip file, or file is truncated'],
    ['no end. No start.', 'no end. No start'],
    ['plain', 'plain'],
  ])('makes of %p %p', (message, reason) => expect(reasonOf(new Error(message))).toBe(reason));
});
