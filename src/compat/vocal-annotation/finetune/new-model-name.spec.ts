import { readNewModelName } from './new-model-name.js';

describe('readNewModelName', () => {
  it.each([
    ['Finch', 'finch'],
    ['  Finch_2.a-B \n', 'finch_2.a-b'],
  ])('keeps %j as %s', (text, name) => {
    expect(readNewModelName(text)).toBe(name);
  });

  it.each([
    ['', 'Model name cannot be empty'],
    [' \t', 'Model name cannot be empty'],
    ['a b', 'Model name cannot contain special characters " "'],
    ['../x/y', 'Model name cannot contain special characters "/"'],
    ['fink ä?', 'Model name cannot contain special characters " ä?"'],
  ])('refuses %j', (text, message) => {
    expect(() => readNewModelName(text)).toThrow(message);
  });
});
