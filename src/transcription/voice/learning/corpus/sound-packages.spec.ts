import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWav } from '../../../../../test/support/make-wav.js';
import { missingPackages, readPackages } from './read-packages.js';
import { isLearned, packagesFor, SOUND_PACKAGES } from './sound-packages.js';

const FREE = /^(CC0|CC BY(-SA)? \d\.\d|public domain|BSD)$/;

describe('SOUND_PACKAGES', () => {
  it('learns only from what is free for any use', () => {
    const licences = SOUND_PACKAGES.filter(isLearned).flatMap(({ licence }) => licence.split(', '));
    expect(licences.filter((licence) => !FREE.test(licence))).toEqual([]);
    expect(SOUND_PACKAGES.some(({ licence }) => licence === 'GPL')).toBe(true);
  });

  it('measures packages that nothing was learned from, and speakers of one that has several', () => {
    const measured = packagesFor(({ part }) => part === 'test');
    expect(packagesFor(isLearned).filter((name) => measured.includes(name))).toEqual(['gcin-voice']);
    const chosenWith = packagesFor(({ part }) => part === 'validation');
    expect(packagesFor(({ part }) => part === 'training').filter((name) => chosenWith.includes(name))).toEqual([]);
    const speakersOf = (wanted: string): (string | undefined)[] =>
      SOUND_PACKAGES.filter(({ part, kind }) => part === wanted && kind === 'speech').map(({ speaker }) => speaker);
    const known = new Set(speakersOf('training'));
    expect([...speakersOf('test'), ...speakersOf('validation')].filter((each) => each && known.has(each))).toEqual([]);
  });
});

describe('readPackages', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'packages-'));
    const wav = makeWav({ seconds: 0.5, sampleRateHz: 16_000, sample: (frame) => Math.sin(frame) / 2 });
    for (const file of ['digits/1.wav', 'hello.wav', 'beep.wav', 'silence/1.wav', 'readme.txt']) {
      const path = join(root, 'asterisk/sounds/fr_CA_f_June', file);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, wav);
    }
  });
  afterEach(() => rm(root, { recursive: true }));

  it('reads what is installed, without what is something else', async () => {
    const read = await readPackages(root, isLearned);
    expect(read.map(({ sounds }) => sounds.package)).toEqual(['asterisk-core-sounds-fr-wav']);
    expect(read[0].clips.map(({ file, group }) => [file.split('June/')[1], group])).toEqual([
      ['digits/1.wav', 'june'],
      ['hello.wav', 'june'],
    ]);
    expect(read[0].clips[0].samples).toHaveLength(8000);
  });

  it('tells what is not', async () => {
    const missing = await missingPackages(root, isLearned);
    expect(missing).not.toContain('asterisk-core-sounds-fr-wav');
    expect(missing).toContain('asterisk-core-sounds-ru-wav');
    expect(missing).toHaveLength(packagesFor(isLearned).length - 1);
  });
});
