import { randomDetectorWeights } from '../../../../test/support/random-detector.js';
import { joined, silenceOf, toneOf } from '../../../../test/support/tone-whisper.js';
import { type CompiledGraph, onnxRuntime, randomSource } from '../../../training/index.js';
import { detectorFrames } from './detector-front-end.js';
import { exportDetector } from './detector-network.js';
import { SpeechScorer } from './speech-scorer.js';

const random = randomSource('scorer');
const scene = joined(toneOf(1), silenceOf(2), toneOf(4), silenceOf(4), toneOf(7), toneOf(2), silenceOf(5)).map(
  (sample) => sample + 0.001 * (2 * random() - 1),
);

describe('SpeechScorer', () => {
  let graph: CompiledGraph;
  beforeAll(async () => {
    graph = await onnxRuntime().compile(exportDetector(randomDetectorWeights()));
  });
  afterAll(() => graph.release());

  async function scores(samples: Float32Array, block = samples.length): Promise<number[]> {
    const scorer = new SpeechScorer(graph);
    const all: number[] = [];
    for (let start = 0; start < samples.length; start += block) {
      all.push(...(await scorer.push(samples.subarray(start, start + block))));
    }
    return [...all, ...(await scorer.flush())];
  }

  it('tells every 10 ms how probable it is that somebody speaks', async () => {
    const all = await scores(scene);
    expect(all).toHaveLength(Math.floor(scene.length / 160) + 1);
    expect(all.every((score) => score > 0 && score < 1)).toBe(true);
    expect(new Set(all).size).toBeGreaterThan(100);
    expect(await scores(silenceOf(0.1))).toHaveLength(11);
  });

  it.each([1111, 16_000, 100_000])('depends on the signal, not on blocks of %i samples', async (block) => {
    expect(await scores(scene, block)).toEqual(await scores(scene));
  });

  it('does not depend on where a window was cut', async () => {
    const whole = await scores(scene);
    // Whole places, so that the same frames are judged together.
    const skipped = 300;
    const later = await scores(scene.subarray(skipped * 160));
    for (let frame = 300; frame < later.length; frame += 50) {
      expect(later[frame]).toBeCloseTo(whole[frame + skipped], 4);
    }
  });
});

describe('detectorFrames', () => {
  it('hears a quiet recording as it hears a loud one', () => {
    const quiet = detectorFrames(scene.map((sample) => sample / 8));
    detectorFrames(scene).forEach((frame, index) =>
      frame.forEach((level, band) => expect(Math.abs(level - quiet[index][band])).toBeLessThan(0.6)),
    );
  });

  it('gives numbers of 0 to 3.5, in silence too', () => {
    for (const samples of [scene, silenceOf(3), scene.map(Math.sign), new Float32Array(100)]) {
      expect(
        detectorFrames(samples)
          .flatMap((frame) => [...frame])
          .every((level) => level >= 0 && level <= 3.5001),
      ).toBe(true);
    }
  });
});
