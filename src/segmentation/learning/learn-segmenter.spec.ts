import { randomWeights, SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import { normal, randomSource } from '../../training/index.js';
import { MOST_CLASSES, type SegmentClass, VOCAL } from '../network/segmenter-settings.js';
import { type LabelledAudio } from './labelled-audio.js';
import { learnSegmenter } from './learn-segmenter.js';
import { NothingToLearnError, TooManyClassesError } from './learning-errors.js';
import { type LearningProgress, type LearnSegmenterOptions } from './learning-types.js';

const RATE = SMALL_SEGMENTER.sampleRateHz;
const base = { settings: { ...SMALL_SEGMENTER, classes: [VOCAL] }, weights: new Map<string, never>() };
const weights = randomWeights(base.settings);
const named = (...clusters: string[]): SegmentClass[] => clusters.map((cluster) => ({ ...VOCAL, cluster }));

describe('learning from labels', () => {
  it('learns two classes, tells of its progress and scores what it held back', async () => {
    const seen: LearningProgress[] = [];
    const learned = await learnSegmenter({
      ...options([calls(16)], 24),
      classes: named('low', 'high'),
      onProgress: (progress) => void seen.push(progress),
    });
    expect(learned.settings.classes).toEqual(named('low', 'high'));
    expect(learned.scores.heldBack?.segments).toBe(4);
    expect(learned.scores.curve.filter(({ validation }) => validation)).toHaveLength(1);
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((left, right) => left - right));
    expect(fractions.at(-1)).toBe(1);
    // What follows the last step is followed, too: scoring of all frames and every try of the decoding.
    const phases = seen.map(({ phase }) => phase);
    expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual([
      'training',
      'validating',
      'training',
      'scoring',
      'fitting',
    ]);
    expect(phases.filter((phase) => phase === 'fitting').length).toBeGreaterThan(20);
    const lastStep = seen.filter(({ phase }) => phase === 'training').at(-1)!;
    expect(lastStep).toMatchObject({ step: 24, steps: 24 });
    expect(lastStep.fraction).toBeLessThan(seen.find(({ phase }) => phase === 'scoring')!.fraction);
    const losses = learned.scores.curve.map(({ loss }) => loss);
    const mean = (some: number[]) => some.reduce((sum, loss) => sum + loss, 0) / some.length;
    expect(mean(losses.slice(-5))).toBeLessThan(0.9 * mean(losses.slice(0, 5)));
  });

  it.each([2, 5])('goes on after an interruption at step %d as if there had been none', async (middle) => {
    const whole = await learnSegmenter(options([calls(16)], 6));
    let kept: Uint8Array | undefined;
    const checkpoints = {
      read: () => Promise.resolve(kept),
      write: (bytes: Uint8Array) => {
        kept = bytes.slice();
        return Promise.resolve();
      },
    };
    const abort = new AbortController();
    const stopped = learnSegmenter({
      ...options([calls(16)], 6),
      checkpoints,
      signal: abort.signal,
      onProgress: ({ step }) => {
        if (step === middle) abort.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    const resumed = await learnSegmenter({ ...options([calls(16)], 6), checkpoints });
    expect(resumed.weights).toEqual(whole.weights);
    expect(resumed.settings).toEqual(whole.settings);
    expect(resumed.scores.heldBack).toEqual(whole.scores.heldBack);
  });

  it.each(['validating', 'scoring', 'fitting'] as const)('ends when it is told to while %s', async (phase) => {
    const abort = new AbortController();
    const seen: string[] = [];
    const stopped = learnSegmenter({
      ...options([calls(16)], 2),
      signal: abort.signal,
      onProgress: (progress) => {
        seen.push(progress.phase);
        // As the thread does it: when it is its turn.
        if (progress.phase === phase) setImmediate(() => abort.abort(new Error('enough')));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(seen.filter((each) => each === phase).length).toBeLessThan(15);
  });

  it.each<[string, LabelledAudio]>([
    ['without labels', { ...calls(8), labels: [] }],
    ['of silence', { ...calls(8), read: () => Promise.resolve(new Float32Array(3 * RATE)) }],
    ['shorter than an example', { ...calls(8), area: { onset: 0.1, offset: 0.12 } }],
    ['past the end of the recording', { ...calls(8), area: { onset: 0, offset: 1e6 } }],
    ['with one label', { ...calls(1) }],
  ])('takes an area %s', async (_, audio) => {
    const { weights: learned } = await learnSegmenter(options([audio], 2));
    expect([...learned.values()].every(({ data }) => data.every(Number.isFinite))).toBe(true);
  });

  it('warns of what was labelled once and of labels at once', async () => {
    const audio = calls(4);
    const labels = [...audio.labels.map((label) => ({ ...label, class: 0 })), { onset: 0.15, offset: 0.28, class: 1 }];
    const { warnings } = await learnSegmenter({ ...options([{ ...audio, labels }], 1), classes: named('a', 'rare') });
    expect(warnings.join('\n')).toMatch(/one example of rare/);
    expect(warnings.join('\n')).toMatch(/1 labels? overlap/);
  });

  it('refuses too many classes and no area', async () => {
    const many = Array.from({ length: MOST_CLASSES + 1 }, (_, index) => ({ ...VOCAL, cluster: String(index) }));
    await expect(learnSegmenter({ ...options([calls(2)], 1), classes: many })).rejects.toThrow(TooManyClassesError);
    await expect(learnSegmenter(options([], 1))).rejects.toThrow(NothingToLearnError);
    const passed = { ...calls(2), area: { onset: 1e5, offset: 1e6 } };
    await expect(learnSegmenter(options([passed], 1))).rejects.toThrow(NothingToLearnError);
  });
});

function options(audio: readonly LabelledAudio[], steps: number): LearnSegmenterOptions {
  return { base: { ...base, weights }, classes: named('low', 'high'), audio, steps, seed: 4 };
}

/** Tones of 100 ms, a low and a high one in turn, with pauses of 120 ms. */
function calls(count: number): LabelledAudio {
  const labels = Array.from({ length: count }, (_, index) => {
    const onset = 0.1 + 0.22 * index;
    return { onset, offset: onset + 0.1, class: index % 2 };
  });
  const seconds = 0.3 + 0.22 * count;
  const random = randomSource('calls');
  const samples = Float32Array.from({ length: seconds * RATE }, () => 0.003 * normal(random));
  for (const label of labels) {
    for (let index = Math.round(label.onset * RATE); index < label.offset * RATE; index++) {
      samples[index] += 0.3 * Math.sin((2 * Math.PI * (label.class === 0 ? 1_000 : 4_000) * index) / RATE);
    }
  }
  return { source: 'calls', read: () => Promise.resolve(samples), area: { onset: 0, offset: seconds }, labels };
}
