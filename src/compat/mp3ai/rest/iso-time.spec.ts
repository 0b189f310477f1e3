import { isoTime } from './iso-time.js';

it.each([
  [0, '2022-05-12T19:21:37.332000Z'],
  [-300, '2022-05-12T14:21:37.332000-05:00'],
  [345, '2022-05-13T01:06:37.332000+05:45'],
])('writes times with an offset of %d minutes', (offset, expected) => {
  expect(isoTime(new Date('2022-05-12T19:21:37.332Z'), offset)).toBe(expected);
});
