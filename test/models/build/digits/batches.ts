import * as t from '../../../../src/training/index.js';
import { anotherVoice, mask } from './alter-features.js';
import { anotherTempo, hurried } from './alter-tempo.js';
import { excerptScene, type Heard } from './excerpt-scene.js';
import { MOST_COUNTED } from './lesson.js';
import { chance, pick } from './random-choices.js';
import { type SpokenDigit } from './scene.js';
import { type HeardScene, type ScenePool, STEPS_OF_BYTE, WINDOW_LENGTHS } from './scene-pool.js';
import { type Step, type Stretch, writeTranscript } from './transcript.js';
import { TIMESTAMP_SECONDS, TOKENS, VOCABULARY_SIZE } from './vocabulary.js';

/** Scenes of a batch and positions of its transcripts, for each window length. */
const SIZES = [
  { items: 24, positions: 16, prompts: false },
  { items: 14, positions: 24, prompts: false },
  { items: 6, positions: 58, prompts: true },
] as const;
/** Window lengths of successive steps. */
const TURNS = [0, 1, 0, 0, 1, 0, 2] as const;
const BANDS = 80;
const FRAMES_A_SECOND = 100;
const LABEL_SMOOTHING = 0.02;
/** Part of a word's attention that lies on the pause behind it, so that no other word claims the pause. */
const PAUSE_SHARE = 0.15;
/** Part of the scenes of which only a word or two are heard. */
const EXCERPT_SHARE = 0.4;

/** Scenes to draw from, and how often. */
export interface Source {
  readonly pool: ScenePool;
  readonly share: number;
}

/** Makes the batch of a step: always the same one for the same step. */
export function batchMaker(sources: readonly Source[], seed: string): (step: number) => Record<string, t.TensorData> {
  return (step) => {
    const random = t.randomSource('batch', seed, step);
    const turn = TURNS[step % TURNS.length];
    const { items, positions, prompts } = SIZES[turn];
    const lessons = Array.from({ length: items }, () => {
      const scene = pick(random, draw(random, sources)[turn]);
      return makeLesson(scene, random, positions, prompts);
    });
    return tensors(lessons, WINDOW_LENGTHS[turn], positions);
  };
}

function draw(random: t.RandomSource, sources: readonly Source[]): ScenePool {
  let left = random() * sources.reduce((sum, { share }) => sum + share, 0);
  return (sources.find(({ share }) => (left -= share) < 0) ?? sources[0]).pool;
}

interface Lesson {
  readonly words: readonly SpokenDigit[];
  readonly steps: readonly Step[];
  readonly features: Float32Array;
}

function makeLesson(scene: HeardScene, random: t.RandomSource, positions: number, prompts: boolean): Lesson {
  const { features, words } = alter(scene, random);
  for (;;) {
    const steps = writeTranscript(words, random, prompts && chance(random, 0.5));
    if (steps.length <= positions) return { words, steps, features };
    // A crowded window: leave its last positions out rather than its sound.
    if (!prompts) return { words, steps: steps.slice(0, positions), features };
  }
}

/** The scene as others would say it, through another microphone, in parts at times. */
function alter(scene: HeardScene, random: t.RandomSource): Pick<Lesson, 'words' | 'features'> {
  const features = Float32Array.from(scene.bands, (value) => scene.least + value / STEPS_OF_BYTE);
  let heard: Heard & { readonly least: number } = { features, words: scene.words, least: scene.least };
  if (chance(random, EXCERPT_SHARE)) heard = excerptScene(heard, BANDS, random);
  const { least } = heard;
  if (chance(random, 0.85)) heard = { ...heard, features: anotherVoice(heard.features, least, random) };
  if (chance(random, 0.7)) heard = { ...anotherTempo(heard, BANDS, random), least };
  if (chance(random, 0.5)) heard = { ...hurried(heard, BANDS, least, random), least };
  if (chance(random, 0.6)) mask(heard.features, least, random);
  return heard;
}

function tensors(lessons: readonly Lesson[], seconds: number, positions: number): Record<string, t.TensorData> {
  const items = lessons.length;
  const frames = seconds * FRAMES_A_SECOND;
  const places = frames / 2;
  const features = new Float32Array(items * frames * BANDS);
  const tokens = new Int32Array(items * positions).fill(TOKENS.endOfText);
  const targets = new Float32Array(items * positions * VOCABULARY_SIZE);
  const attention = new Float32Array(items * positions * places);
  const frameDigits = new Int32Array(items * places);
  const frameCounts = new Int32Array(items * places);
  const all = lessons.flatMap(({ steps }) => steps);
  const targetShare = 1 / all.filter(({ target }) => target !== undefined).length;
  const attentionShare = 1 / Math.max(1, all.filter(({ heard }) => heard).length);
  lessons.forEach(({ words, steps, features: bands }, item) => {
    for (let band = 0; band < BANDS; band++) {
      for (let frame = 0; frame < frames; frame++) {
        features[(item * frames + frame) * BANDS + band] = bands[band * frames + frame];
      }
    }
    steps.forEach(({ input, target, heard, pause }, position) => {
      const row = item * positions + position;
      tokens[row] = input;
      if (target !== undefined) {
        teach(targets.subarray(row * VOCABULARY_SIZE, (row + 1) * VOCABULARY_SIZE), target, targetShare);
      }
      if (heard) listen(attention.subarray(row * places, (row + 1) * places), heard, pause, attentionShare);
    });
    words.forEach(({ digit, start, end }, index) => {
      const [first, last] = [Math.round(start / TIMESTAMP_SECONDS), Math.round(end / TIMESTAMP_SECONDS)];
      frameDigits.fill(digit + 1, item * places + first, item * places + Math.min(places, last));
      frameCounts.fill(
        Math.min(MOST_COUNTED, index + 1),
        item * places + first,
        item * places + Math.min(places, last),
      );
    });
  });
  return {
    features: { data: features, shape: [items, frames, BANDS] },
    tokens: { data: tokens, shape: [items, positions] },
    targets: { data: targets, shape: [items, positions, VOCABULARY_SIZE] },
    attention: { data: attention, shape: [items, 1, positions, places] },
    frameDigits: { data: frameDigits, shape: [items, places] },
    frameCounts: { data: frameCounts, shape: [items, places] },
  };
}

/** Probabilities of the tokens that may come: a little for all. */
function teach(row: Float32Array, target: number, share: number): void {
  row.fill((LABEL_SMOOTHING * share) / row.length);
  row[target] += (1 - LABEL_SMOOTHING) * share;
}

function listen(row: Float32Array, heard: Stretch, pause: Stretch | undefined, share: number): void {
  const paused = pause && pause.end - pause.start >= 2 * TIMESTAMP_SECONDS ? pause : undefined;
  spread(row, heard, paused ? share * (1 - PAUSE_SHARE) : share);
  if (paused) spread(row, paused, share * PAUSE_SHARE);
}

/** Spreads a share evenly over the places of a stretch, one at least. */
function spread(row: Float32Array, { start, end }: Stretch, share: number): void {
  const first = Math.min(row.length - 1, Math.max(0, Math.round(start / TIMESTAMP_SECONDS)));
  const last = Math.min(row.length, Math.max(first + 1, Math.round(end / TIMESTAMP_SECONDS)));
  for (let place = first; place < last; place++) row[place] += share / (last - first);
}
