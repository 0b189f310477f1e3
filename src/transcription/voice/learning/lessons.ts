import { randomSource, type RandomSource, type TensorData } from '../../../training/index.js';
import { BANDS, detectorFrames } from '../detector/detector-front-end.js';
import { FRAMES_PER_PLACE } from '../detector/detector-network.js';
import { makeScene, SCENE_PLACES } from './scenes/scene.js';
import type { SoundPool } from './scenes/sound-pool.js';

const SCENE_FRAMES = SCENE_PLACES * FRAMES_PER_PLACE;
/** Steps of a stored number in one unit of a frame: a quarter of a decibel. */
const STEPS = 72;
/** Places at both ends of a scene of which nothing is learned: what surrounds them is cut off. */
const EDGE = 8;
/** To take speech for something else costs more than the other way round. */
const WEIGHT_OF_SPEECH = 2;

interface Lesson {
  /** Frames as the network sees them, band after band, one byte a number. */
  readonly frames: Uint8Array;
  readonly labels: Float32Array;
}

/** Scenes that are made once and shown often: to make one takes longer than to learn from it. */
export class Lessons {
  private readonly lessons: Lesson[] = [];

  constructor(
    private readonly pool: SoundPool,
    private readonly seed: number,
  ) {}

  get count(): number {
    return this.lessons.length;
  }

  /** Makes another scene. */
  add(): void {
    const scene = makeScene(this.pool, randomSource('scene', this.seed, this.count));
    const heard = detectorFrames(scene.samples);
    const frames = new Uint8Array(BANDS * SCENE_FRAMES);
    for (let band = 0; band < BANDS; band++) {
      for (let frame = 0; frame < SCENE_FRAMES; frame++) {
        frames[band * SCENE_FRAMES + frame] = Math.round(STEPS * heard[frame][band]);
      }
    }
    this.lessons.push({ frames, labels: scene.labels });
  }

  /** Some of the scenes, for one step. */
  batch(random: RandomSource, count: number): Record<'frames' | 'labels' | 'weights', TensorData> {
    const frames = new Float32Array(count * BANDS * SCENE_FRAMES);
    const labels = new Float32Array(count * SCENE_PLACES);
    const weights = new Float32Array(count * SCENE_PLACES);
    for (let item = 0; item < count; item++) {
      const lesson = this.lessons[Math.floor(random() * this.count)];
      lesson.frames.forEach((step, index) => (frames[item * BANDS * SCENE_FRAMES + index] = step / STEPS));
      labels.set(lesson.labels, item * SCENE_PLACES);
      for (let place = EDGE; place < SCENE_PLACES - EDGE; place++) {
        weights[item * SCENE_PLACES + place] = lesson.labels[place] === 1 ? WEIGHT_OF_SPEECH : 1;
      }
    }
    return {
      frames: { data: frames, shape: [count, 1, BANDS, SCENE_FRAMES] },
      labels: { data: labels, shape: [count, 1, SCENE_PLACES] },
      weights: { data: weights, shape: [count, 1, SCENE_PLACES] },
    };
  }
}
