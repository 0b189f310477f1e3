import { nameFromFile, safeFileName } from './file-name.js';

describe('safeFileName', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..', 'recording'],
    ['', 'recording'],
    ['C:\\music\\a.mp3', 'a.mp3'],
    ['a\u0000b\r\nc.wav', 'abc.wav'],
    ['evil\u202Egnp.mp3', 'evilgnp.mp3'],
    ['🐦 dawn.flac', '🐦 dawn.flac'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('cuts long names without splitting a character', () => {
    expect(Array.from(safeFileName('🐦'.repeat(5000)))).toHaveLength(255);
  });
});

describe('nameFromFile', () => {
  it.each([
    ['dawn.chorus.wav', 'dawn.chorus'],
    ['.wav', '.wav'],
    ['no extension', 'no extension'],
    ['Mr. Smith', 'Mr. Smith'],
  ])('%j gives %j', (given, expected) => {
    expect(nameFromFile(given)).toBe(expected);
  });
});
