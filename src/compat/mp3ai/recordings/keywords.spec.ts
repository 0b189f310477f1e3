import { countKeywords, splitKeywords } from './keywords.js';

it('splits on commas, once each, in the order of the input', () => {
  expect(splitKeywords('Puppy, puppies ,mother,, puppy,')).toEqual(['puppy', 'puppies', 'mother']);
  expect(splitKeywords('')).toEqual([]);
  expect(splitKeywords(' , ,')).toEqual([]);
});

it('leaves out what no transcript can hold', () => {
  expect(splitKeywords(`!!!, puppy, 😀, ${'x'.repeat(201)}, "don't"`)).toEqual(['puppy', '"don\'t"']);
});

it('counts whole words in the order of the transcript', () => {
  const words = ['the', 'mother', 'of', 'puppies', 'puppies', 'guide', 'dog'];
  const counts = countKeywords(words, ['puppy', 'puppies', 'mother', 'guide dog']);
  expect([...counts]).toEqual([
    ['mother', 1],
    ['puppies', 2],
  ]);
});
