import { normal, randomSource } from '../../../training/index.js';
import { partOfMusic, partOfSpeech } from './corpus/corpus-parts.js';
import type { Clip } from './corpus/read-clips.js';
import { background } from './scenes/background.js';
import { makeScene, SCENE_PLACES, SCENE_SAMPLES } from './scenes/scene.js';
import type { SoundPool } from './scenes/sound-pool.js';
import { speechLabels } from './scenes/speech-labels.js';
import { syntheticSound } from './scenes/synthetic-sounds.js';
import { whispered } from './scenes/whisper.js';
import { word } from './scenes/word.js';
import { trainDetector } from './train-detector.js';

const RATE = 16_000;
const seconds = (count: number, valueAt: (second: number) => number): Float32Array =>
  Float32Array.from({ length: count * RATE }, (_, index) => valueAt(index / RATE));
const clip = (group: string, samples: Float32Array): Clip => ({ file: group, group, samples });

/** A buzz through a mouth that opens and shuts, four times a second. */
const babble = (pitch: number) =>
  seconds(3, (second) => {
    const mouth = Math.max(0, Math.sin(2 * Math.PI * 4 * second));
    return mouth * (2 * ((pitch * second) % 1) - 1) * Math.cos(2 * Math.PI * (500 + 700 * mouth) * second);
  });
const note = (pitch: number) => seconds(1, (second) => Math.exp(-3 * second) * Math.sin(2 * Math.PI * pitch * second));

const POOL: SoundPool = {
  speakers: [[clip('a', babble(110))], [clip('b', babble(220)), clip('b', babble(200))]],
  instruments: [
    [clip('piano note', note(440)), clip('piano note', note(660))],
    [
      clip(
        'song',
        seconds(5, () => 0.1),
      ),
    ],
  ],
  animals: [],
  songs: [],
  noises: [],
};

describe('scenes', () => {
  it('hold finite samples within full scale, and tell where somebody speaks', () => {
    let spoken = 0;
    for (let index = 0; index < 30; index++) {
      const { samples, labels } = makeScene(POOL, randomSource('scene', index));
      expect([samples.length, labels.length]).toEqual([SCENE_SAMPLES, SCENE_PLACES]);
      expect(samples.every((sample) => Math.abs(sample) <= 1.1)).toBe(true);
      spoken += labels.reduce((sum, label) => sum + label, 0) / labels.length / 30;
    }
    expect(spoken).toBeGreaterThan(0.1);
    expect(spoken).toBeLessThan(0.6);
  });

  it('are the same for the same seed', () => {
    expect(makeScene(POOL, randomSource(3))).toEqual(makeScene(POOL, randomSource(3)));
  });

  it('of made-up sounds are finite', () => {
    for (let index = 0; index < 40; index++) {
      const samples = syntheticSound(RATE, randomSource('sound', index));
      expect(samples).toHaveLength(RATE);
      expect(samples.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('background', () => {
  const pool: SoundPool = { ...POOL, songs: [[clip('song', babble(80))]], noises: [[clip('knock', note(90))]] };

  it('is of each kind of sound, at times as short as a word', () => {
    const audible = Array.from({ length: 60 }, (_, index) => {
      const samples = background(3 * RATE, pool, randomSource('background', index));
      expect(samples).toHaveLength(3 * RATE);
      expect(samples.every(Number.isFinite)).toBe(true);
      return samples.filter((sample) => sample !== 0).length / RATE;
    });
    expect(audible.filter((length) => length < 1.3).length).toBeGreaterThan(3);
    expect(audible.filter((length) => length > 2).length).toBeGreaterThan(20);
  });
});

describe('word', () => {
  it('is the part of a clip with most speech', () => {
    const labels = Float32Array.from({ length: 100 }, (_, place) => Number(place >= 40 && place < 60));
    let spoken = 0;
    for (let index = 0; index < 20; index++) {
      const [samples, part] = word(new Float32Array(100 * 320), labels, 0.4, randomSource('word', index));
      expect([samples.length, part.length]).toEqual([20 * 320, 20]);
      spoken += part.reduce((sum, label) => sum + label, 0) / 20 / 20;
    }
    expect(spoken).toBeGreaterThan(0.3);
  });
});

describe('speechLabels', () => {
  it('tells speech from pauses, and closes those within words', () => {
    const samples = seconds(3, (second) => (second < 1 || (second >= 1.1 && second < 2) ? 0.3 : 0.0001));
    const labels = speechLabels(samples);
    expect(labels.subarray(0, 100).every((label) => label === 1)).toBe(true);
    expect(labels.subarray(102).every((label) => label === 0)).toBe(true);
  });
});

describe('whispered', () => {
  it('keeps the levels of speech and takes its voice away', () => {
    const voice = seconds(3, (second) => 2 * ((PITCH * second) % 1) - 1);
    const whisper = whispered(voice, randomSource('whisper'));
    const power = (samples: Float32Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0);
    expect(power(whisper)).toBeGreaterThan(0.01 * power(voice));
    expect(power(whisper)).toBeLessThan(10 * power(voice));
    expect(repetition(voice)).toBeGreaterThan(0.5);
    expect(Math.abs(repetition(whisper))).toBeLessThan(0.3);
  });

  it('bears silence and noise', () => {
    const random = randomSource('noise');
    for (const samples of [seconds(1, () => 0), seconds(1, () => normal(random))]) {
      expect(whispered(samples, random).every(Number.isFinite)).toBe(true);
    }
  });
});

/** Of which a period has whole samples, Hz. */
const PITCH = 160;

/** Correlation of samples with those of one period later. */
function repetition(samples: Float32Array): number {
  const period = RATE / PITCH;
  const later = samples.subarray(period);
  const sum = (of: (index: number) => number): number => later.reduce((total, _, index) => total + of(index), 0);
  return sum((index) => samples[index] * later[index]) / sum((index) => later[index] ** 2);
}

describe('the parts of the corpus', () => {
  it('never learn from what is measured', () => {
    for (const speaker of ['ravdess-01', 'emodb-03']) {
      expect(partOfSpeech({ file: 'emotion/x/1.flac', speaker })).toBe('test');
    }
    expect(partOfSpeech({ file: 'digits/fsdd/1.flac', speaker: 'fsdd-yweweler' })).toBe('test');
    expect(partOfMusic({ file: 'loops/1.mp3', instrument: '', redistribution: 'GPL' })).toBe('test');
    expect(partOfMusic({ file: 'songs/1.mp3', instrument: '', redistribution: 'free' })).toBe('training');
    expect(
      partOfMusic({ file: 'instruments/voice/1.mp3', instrument: 'voice', redistribution: 'free' }),
    ).toBeUndefined();
  });

  it('part speakers into three', () => {
    const parts = Array.from({ length: 300 }, (_, index) => partOfSpeech({ file: 'asr/x.flac', speaker: `s${index}` }));
    const share = (part: string): number => parts.filter((each) => each === part).length / parts.length;
    expect([share('training') > 0.6, share('validation') > 0.04, share('test') > 0.12]).toEqual([true, true, true]);
  });
});

describe('trainDetector', () => {
  it('learns, and learns the same again', async () => {
    const run = async (): Promise<{ losses: number[]; weights: unknown }> => {
      const losses: number[] = [];
      const weights = await trainDetector({
        pool: POOL,
        seed: 1,
        scenes: 8,
        steps: 6,
        onStep: (_, loss) => losses.push(loss),
      });
      return { losses, weights };
    };
    const first = await run();
    expect(first.losses.at(-1)).toBeLessThan(first.losses[0]);
    expect(await run()).toEqual(first);
  });
});
