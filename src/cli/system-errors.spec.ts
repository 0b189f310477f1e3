import { explainSystemError } from './system-errors.js';

describe('explainSystemError', () => {
  const failure = (code: string, syscall: string, path?: string): Error =>
    Object.assign(new Error(`${code}: it failed, ${syscall}`), { code, syscall, path });

  it.each([
    [failure('ENOENT', 'access', 'nope.wav'), 'There is no file nope.wav.'],
    [failure('ENOENT', 'scandir', 'birds'), 'There is no folder birds.'],
    [failure('ENOTDIR', 'scandir', 'x.wav'), 'x.wav is a file, not a folder.'],
    [failure('EISDIR', 'open', 'birds'), 'birds is a folder, not a file.'],
    [failure('EACCES', 'open', 'x.wav'), 'You may not read or write x.wav.'],
    [failure('EMFILE', 'open', 'x.wav'), 'EMFILE: it failed, open'],
    [failure('ENOSPC', 'write'), 'ENOSPC: it failed, write'],
  ])('of %p is %p', (error, sentence) => expect(explainSystemError(error)).toBe(sentence));

  it('leaves defects alone', () => expect(explainSystemError(new TypeError('x is undefined'))).toBeUndefined());
});
