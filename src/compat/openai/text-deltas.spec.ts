import { TextDeltas } from './text-deltas.js';

it('tells each part once, and what was missed at the end', () => {
  const deltas = new TextDeltas();
  expect(deltas.add(1, ['one', 'two'])).toBe('one two');
  expect(deltas.add(1, ['three'])).toBe(' three');
  expect(deltas.finish('one two three four')).toBe(' four');
});

it('goes on where the first run was when a second one tells the same', () => {
  const deltas = new TextDeltas();
  deltas.add(1, ['one two']);
  expect(deltas.add(2, ['one'])).toBe('');
  expect(deltas.add(2, ['two three'])).toBe(' three');
  expect(deltas.finish('one two three')).toBe('');
});

it('tells nothing more when a second run heard something else', () => {
  const deltas = new TextDeltas();
  deltas.add(1, ['one']);
  expect(deltas.add(2, ['won', 'two'])).toBe('');
  expect(deltas.finish('won two')).toBe('');
});
