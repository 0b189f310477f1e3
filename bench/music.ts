/**
 * Measures tempo and key on the labelled clips of ../shared/audio/music, and the speed of the analysis on one thread.
 *
 *     npm run bench:music
 *
 * Accuracy 1: within 4 % of the labelled tempo. Accuracy 2: the same, or within 4 % of its 2-fold, 3-fold, half or third.
 * Key: exact, and weighted as in MIREX (fifth 0.5, relative 0.3, parallel 0.2).
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { decodeAudio } from '../src/audio/decode/decode-audio.js';
import { trackBeats } from '../src/dsp/beats.js';
import { chroma } from '../src/dsp/chroma.js';
import { KEY_PROFILES, type KeyProfileName } from '../src/dsp/key-profiles.js';
import { estimateKey, type Scale, type Tonic, TONICS } from '../src/dsp/key.js';
import { aboveMovingMean } from '../src/dsp/moving-mean.js';
import { onsetStrength } from '../src/dsp/onset-strength.js';
import { estimateTempo } from '../src/dsp/tempo.js';
import { tempogram } from '../src/dsp/tempogram.js';
import { MusicOptions } from '../src/music-tags/dto/music-options.dto.js';
import { MUSIC_RATE_HZ, MusicAnalyser } from '../src/music-tags/music-analyser.js';

const FOLDER = new URL('../../../shared/audio/music/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.wav': 'audio/wav' };
const TEMPO_TOLERANCE = 0.04;
const TEMPO_FACTORS = [1, 2, 3, 1 / 2, 1 / 3];

interface Label {
  readonly file: string;
  readonly source: string;
  readonly bpm: number | null;
  readonly key: { readonly tonic: number; readonly scale: Scale } | null;
}

interface Score {
  readonly strict: number;
  readonly tolerant: number;
}

const pitchClass = (name: string): number => {
  const natural = TONICS.indexOf(name[0] as Tonic);
  const accidental = name.endsWith('b') ? -1 : name.endsWith('#') ? 1 : 0;
  return (natural + accidental + 12) % 12;
};

async function readLabels(): Promise<Label[]> {
  const [header, ...lines] = (await readFile(new URL('manifest.csv', FOLDER), 'utf8')).trim().split('\n');
  const columns = header.split(',');
  return lines
    .map((line) => line.split(','))
    .map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]])))
    .filter(({ file, bpm, key }) => !file.startsWith('instruments/') && (bpm !== '' || key !== ''))
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

function scoreTempo(estimate: number | null, label: number): Score {
  const fits = (factor: number): boolean =>
    estimate !== null && Math.abs(estimate - label * factor) <= TEMPO_TOLERANCE * label * factor;
  return { strict: Number(fits(1)), tolerant: Number(TEMPO_FACTORS.some(fits)) };
}

function scoreKey(estimate: { tonic: Tonic | null; scale: Scale | null }, label: NonNullable<Label['key']>): Score {
  if (estimate.tonic === null) return { strict: 0, tolerant: 0 };
  const interval = (TONICS.indexOf(estimate.tonic) - label.tonic + 12) % 12;
  const sameScale = estimate.scale === label.scale;
  if (sameScale && interval === 0) return { strict: 1, tolerant: 1 };
  if (sameScale && (interval === 5 || interval === 7)) return { strict: 0, tolerant: 0.5 };
  const relative = label.scale === 'major' ? 9 : 3;
  if (!sameScale && interval === relative) return { strict: 0, tolerant: 0.3 };
  return { strict: 0, tolerant: !sameScale && interval === 0 ? 0.2 : 0 };
}

/** Scores by group, each clip in several groups. */
class Table {
  private readonly scores = new Map<string, Score[]>();

  constructor(
    private readonly strictName: string,
    private readonly tolerantName: string,
  ) {}

  add(score: Score, ...groups: string[]): void {
    for (const group of groups) this.scores.set(group, [...(this.scores.get(group) ?? []), score]);
  }

  print(): void {
    const mean = (scores: Score[], column: keyof Score): string =>
      (scores.reduce((sum, score) => sum + score[column], 0) / scores.length).toFixed(3);
    console.table(
      Object.fromEntries(
        [...this.scores].map(([group, scores]) => [
          group,
          {
            clips: scores.length,
            [this.strictName]: mean(scores, 'strict'),
            [this.tolerantName]: mean(scores, 'tolerant'),
          },
        ]),
      ),
    );
  }
}

/** Adds up the time of each stage. */
class Stages {
  private readonly milliseconds = new Map<string, number>();

  measure<T>(stage: string, work: () => T): T {
    const begin = performance.now();
    const result = work();
    this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + performance.now() - begin);
    return result;
  }

  add(stage: string, milliseconds: number): void {
    this.milliseconds.set(stage, (this.milliseconds.get(stage) ?? 0) + milliseconds);
  }

  print(seconds: number): void {
    const total = [...this.milliseconds.values()].reduce((sum, value) => sum + value, 0);
    const row = (milliseconds: number): object => ({
      'share of the time': `${((100 * milliseconds) / total).toFixed(1)} %`,
      '× real time': Math.round((1000 * seconds) / milliseconds),
    });
    console.table(
      Object.fromEntries([...this.milliseconds, ['all', total] as const].map(([stage, value]) => [stage, row(value)])),
    );
  }
}

async function decode(file: string): Promise<Float32Array> {
  const source = { path: new URL(file, FOLDER).pathname, contentType: TYPES[extname(file)] };
  const blocks: Float32Array[] = [];
  for await (const block of decodeAudio(source, { sampleRateHz: MUSIC_RATE_HZ, channel: 'mono' })) {
    blocks.push(block.channels[0]);
  }
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let position = 0;
  for (const block of blocks) {
    samples.set(block, position);
    position += block.length;
  }
  return samples;
}

function analyse(samples: Float32Array): ReturnType<MusicAnalyser['finish']> {
  const analyser = new MusicAnalyser(new MusicOptions());
  analyser.push(samples);
  return analyser.finish();
}

/** The steps that the analyser takes, one by one. */
function timeStages(samples: Float32Array, stages: Stages): void {
  const rate = { sampleRateHz: MUSIC_RATE_HZ };
  const { envelope, frameRateHz } = stages.measure('onset strength', () => onsetStrength(samples, rate));
  const [tempo] = stages.measure('tempogram and tempo', () => {
    const emphasised = aboveMovingMean(envelope, Math.round(frameRateHz));
    return estimateTempo(tempogram(emphasised, { frameRateHz }));
  });
  if (tempo !== undefined) stages.measure('beats', () => trackBeats(envelope, { frameRateHz, bpm: tempo.bpm }));
  const { pitchClasses } = stages.measure('chroma', () => chroma(samples, rate));
  stages.measure('key', () => estimateKey(pitchClasses));
}

async function main(): Promise<void> {
  if (!existsSync(new URL('manifest.csv', FOLDER))) {
    console.error(`The labelled clips are not here (${FOLDER.pathname}); nothing was measured.`);
    process.exitCode = 1;
    return;
  }
  const labels = await readLabels();
  const tempo = new Table('accuracy 1', 'accuracy 2');
  const key = new Table('exact', 'MIREX');
  const profiles = new Table('exact', 'MIREX');
  const stages = new Stages();
  let seconds = 0;
  for (const [index, label] of labels.entries()) {
    const begin = performance.now();
    const samples = await decode(label.file);
    stages.add('decode and resample', performance.now() - begin);
    seconds += samples.length / MUSIC_RATE_HZ;
    timeStages(samples, stages);
    const music = analyse(samples);
    if (label.bpm !== null && music.bpm !== undefined) {
      const half = index % 2 === 0 ? 'even clips' : 'odd clips';
      tempo.add(scoreTempo(music.bpm.value, label.bpm), 'all', label.source, half);
    }
    if (label.key !== null && music.key !== undefined) {
      key.add(scoreKey(music.key, label.key), 'all', label.source, label.key.scale, ...bookOf(label));
      compareProfiles(samples, label.key, profiles);
    }
  }
  console.log('Tempo');
  tempo.print();
  console.log('Key');
  key.print();
  console.log('Key by profile');
  profiles.print();
  console.log(`Time for ${Math.round(seconds)} s of audio on one thread`);
  stages.print(seconds);
}

/** The default profile was made from the Well-Tempered Clavier's first book, so the second one (BWV 870 on) is the fairer test. */
function bookOf({ file }: Label): string[] {
  const number = /bwv_(\d+)/.exec(file)?.[1];
  if (number === undefined) return [];
  return [Number(number) < 870 ? 'piano, book I' : 'piano, book II'];
}

function compareProfiles(samples: Float32Array, label: NonNullable<Label['key']>, table: Table): void {
  const { pitchClasses } = chroma(samples, { sampleRateHz: MUSIC_RATE_HZ });
  for (const profile of Object.keys(KEY_PROFILES) as KeyProfileName[]) {
    const [best] = estimateKey(pitchClasses, { profile });
    if (best !== undefined) table.add(scoreKey(best, label), profile);
  }
}

await main();
