import { readFile } from 'node:fs/promises';
import { type Scale, type Tonic, TONICS } from '../../src/dsp/key/key.js';

/** Where the labelled clips lie. */
export const MUSIC_FOLDER = new URL('../../../../shared/audio/music/', import.meta.url);

export interface Label {
  readonly file: string;
  readonly source: string;
  readonly bpm: number | null;
  readonly key: { readonly tonic: number; readonly scale: Scale } | null;
}

/** The clips of the manifest that have a tempo or a key; notes and phrases of single instruments are left out unless asked for. */
export async function readLabels({ instruments = false } = {}): Promise<Label[]> {
  const [header, ...lines] = (await readFile(new URL('manifest.csv', MUSIC_FOLDER), 'utf8')).trim().split('\n');
  const columns = header.split(',');
  return lines
    .map((line) => line.split(','))
    .map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]])))
    .filter(({ file, bpm, key }) => (instruments || !file.startsWith('instruments/')) && (bpm !== '' || key !== ''))
    .map(({ file, bpm, key }) => {
      const [tonic, scale] = key.split(' ');
      return {
        file,
        source: file.split('/')[0],
        bpm: bpm === '' ? null : Number(bpm),
        key: key === '' ? null : { tonic: pitchClass(tonic), scale: scale as Scale },
      };
    });
}

const pitchClass = (name: string): number => {
  const natural = TONICS.indexOf(name[0] as Tonic);
  const accidental = name.endsWith('b') ? -1 : name.endsWith('#') ? 1 : 0;
  return (natural + accidental + 12) % 12;
};
