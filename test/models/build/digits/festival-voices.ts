import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readWave, type Wave } from './read-wave.js';
import { DIGITS } from './vocabulary.js';

const run = promisify(execFile);

const ITALIAN = ['zìro', 'uan', 'tu', 'trì', 'for', 'faiv', 'siks', 'seven', 'eit', 'nain'];
const FINNISH = ['siirou', 'uan', 'tuu', 'srii', 'foor', 'faiv', 'siks', 'seven', 'eit', 'nain'];
const CZECH = ['zírou', 'van', 'tú', 'srí', 'fór', 'fajv', 'siks', 'sevn', 'ejt', 'najn'];
const RUSSIAN = ['зироу', 'уан', 'ту', 'сри', 'фор', 'файв', 'сикс', 'сэвэн', 'эйт', 'найн'];

/** Voices of Festival, each recorded from another person, and how each has to be told the English digits. */
const VOICES: readonly { name: string; words: readonly string[]; encoding: BufferEncoding }[] = [
  ...['kal_diphone', 'ked_diphone', 'cmu_us_slt_arctic_hts'].map((name) => ({
    name,
    words: DIGITS,
    encoding: 'latin1' as const,
  })),
  ...['lp_diphone', 'pc_diphone'].map((name) => ({ name, words: ITALIAN, encoding: 'latin1' as const })),
  ...['suo_fi_lj_diphone', 'hy_fi_mv_diphone'].map((name) => ({ name, words: FINNISH, encoding: 'latin1' as const })),
  // ISO 8859-2 is what these take; it has these letters where Latin-1 has them.
  ...['dita', 'krb', 'machac', 'ph'].map((name) => ({
    name: `czech_${name}`,
    words: CZECH,
    encoding: 'latin1' as const,
  })),
  { name: 'msu_ru_nsh_clunits', words: RUSSIAN, encoding: 'utf8' },
];

/**
 * The ten digits as said by every voice of Festival that {@link VOICES} names, at a tempo.
 * @param stretch how long sounds last; 1 is the voice's own
 * @throws when Festival or a voice is not installed
 */
export async function sayWithFestival(stretch: number): Promise<{ voice: string; waves: Wave[] }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'digits-'));
  try {
    const said: { voice: string; waves: Wave[] }[] = [];
    for (const { name, words, encoding } of VOICES) {
      const paths = words.map((_, digit) => join(folder, `${name}-${digit}.wav`));
      const lines = words.map(
        (word, digit) => `(utt.save.wave (utt.synth (Utterance Text "${word}")) "${paths[digit]}" 'riff)`,
      );
      const script = [`(voice_${name})`, `(Parameter.set 'Duration_Stretch ${stretch})`, ...lines].join('\n');
      await writeFile(join(folder, 'say.scm'), Buffer.from(`${script}\n`, encoding));
      await run('festival', ['-b', join(folder, 'say.scm')]);
      said.push({ voice: name, waves: await Promise.all(paths.map(async (path) => readWave(await readFile(path)))) });
    }
    return said;
  } finally {
    await rm(folder, { recursive: true });
  }
}
