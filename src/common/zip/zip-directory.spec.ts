import { faultOfEntry, type ZipEntry } from './zip-directory.js';

const entry: ZipEntry = {
  name: 'model.onnx',
  bytes: 1000,
  compressedBytes: 900,
  isEncrypted: false,
  isSymbolicLink: false,
};

describe('faultOfEntry', () => {
  it('lets an honest file through', () => expect(faultOfEntry(entry, 1000)).toBeUndefined());

  it.each<[string, Partial<ZipEntry>]>([
    ['encrypted', { isEncrypted: true }],
    ['symbolic link', { isSymbolicLink: true }],
    ['archives', { name: 'more.tgz' }],
    ['one file may have', { bytes: 1001 }],
  ])('refuses what is %s', (fault, change) => expect(faultOfEntry({ ...entry, ...change }, 1000)).toContain(fault));

  it('refuses a bomb, but not a small file of zeros', () => {
    const bomb = { ...entry, bytes: 5 * 2 ** 20, compressedBytes: 5000 };
    expect(faultOfEntry(bomb, 2 ** 30)).toContain('200 times');
    expect(faultOfEntry({ ...bomb, bytes: 2 ** 20 }, 2 ** 30)).toBeUndefined();
  });
});
