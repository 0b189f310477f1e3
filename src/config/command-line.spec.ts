import { callOf } from './command-line.js';

describe('callOf', () => {
  it.each([
    ['/usr/local/bin/earshot', 'earshot'],
    ['/srv/earshot/dist/src/cli/earshot.js', 'npm run --silent earshot --'],
    ['/srv/earshot/dist/src/main.js', 'npm run --silent earshot --'],
    [undefined, 'npm run --silent earshot --'],
  ])('of a program that was started as %p is %p', (startedAs, call) => expect(callOf(startedAs)).toBe(call));
});
