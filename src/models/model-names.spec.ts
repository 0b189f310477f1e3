import { ConflictError, InvalidRequestError } from '../common/errors/errors.js';
import { isModelId, readNewModelName } from './model-names.js';

const ID = '0b0f2d1c-5b0e-4f57-9d1a-0d2f7f0f9a11';

describe('the name of a new model', () => {
  it.each([
    [' Zebra_Finch-2.1\n', 'zebra_finch-2.1'],
    ['..a', '..a'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is kept as %j', (text, name) => {
    expect(readNewModelName(text, [])).toBe(name);
  });

  it.each([
    '',
    ' ',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a b',
    'a\u0000',
    'ä',
    'x'.repeat(101),
    'Finetunes',
    ID,
    ID.toUpperCase(),
  ])('cannot be %j', (text) => {
    expect(() => readNewModelName(text, [])).toThrow(InvalidRequestError);
  });

  it.each(['WhisperSeg-Base', 'whisperseg-large', 'segmenter-base', 'Fetched'])(
    'is taken where everybody has %j',
    (text) => {
      expect(() => readNewModelName(text, ['fetched'])).toThrow(ConflictError);
    },
  );

  it('tells an id from a name', () => {
    expect([ID, 'finches', ID.toUpperCase()].map(isModelId)).toEqual([true, false, false]);
  });
});
