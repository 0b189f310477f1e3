import { plainWords } from './plain-words.js';

it.each([
  ['', []],
  ['... — !', []],
  ['Puppies, puppies!  A mother.', ['puppies', 'puppies', 'a', 'mother']],
  ["Don’t 'quote' the dogs' toys", ["don't", 'quote', 'the', 'dogs', 'toys']],
  ['ice-cream 3,000 times', ['ice', 'cream', '3000', 'times']],
  ['Ärger “über” naïve 犬。', ['ärger', 'über', 'naïve', '犬']],
  ['e\u0301te\u0301', ['été']],
])('%j has the words %j', (text, words) => {
  expect(plainWords(text)).toEqual(words);
});
