import { randomWeights, SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import { type CompiledGraph, onnxRuntime, randomSource } from '../../training/index.js';
import type { SegmentEvent } from '../network/segmenter-settings.js';
import { exportSegmenter, WINDOW_FRAMES } from '../network/segmenter-window.js';
import { StreamSegmenter } from './stream-segmenter.js';

const RATE = SMALL_SEGMENTER.sampleRateHz;
/** How far back levels of background and loudest events reach, one after the other. */
const SURROUNDINGS_SECONDS = 6.6;
const HOP = RATE * SMALL_SEGMENTER.timeStepSeconds;

/** Bursts of noise in fainter noise. */
function song(seconds: number, seed = 1): Float32Array {
  const random = randomSource(seed);
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, index) => {
    const level = Math.sin((2 * Math.PI * index) / (0.3 * RATE)) > 0.2 ? 0.3 : 0.003;
    return level * (2 * random() - 1);
  });
}

describe('StreamSegmenter', () => {
  let graph: CompiledGraph;
  beforeAll(async () => {
    graph = await onnxRuntime().compile(exportSegmenter(SMALL_SEGMENTER, randomWeights(SMALL_SEGMENTER)));
  });
  afterAll(() => graph.release());

  async function eventsOf(samples: Float32Array, blockSize = samples.length): Promise<SegmentEvent[]> {
    const segmenter = new StreamSegmenter(SMALL_SEGMENTER, graph);
    const events: SegmentEvent[] = [];
    for (let start = 0; start < samples.length; start += blockSize) {
      events.push(...(await segmenter.push(samples.subarray(start, start + blockSize))));
    }
    return [...events, ...(await segmenter.finish())];
  }

  it('gives the same events whatever the blocks are', async () => {
    const samples = song(8);
    const events = await eventsOf(samples);
    expect(events.length).toBeGreaterThan(10);
    for (const blockSize of [997, 16_000, 65_537]) expect(await eventsOf(samples, blockSize)).toEqual(events);
  });

  it('has no seams: what lies before moves windows, not events', async () => {
    const samples = song(11);
    const plain = await eventsOf(samples);
    // Blocks of 32 frames are where the running levels look; whole ones of silence before change nothing else.
    for (const blocks of [1, 19]) {
      const shift = blocks * 32 * HOP;
      const moved = new Float32Array(samples.length + shift);
      moved.set(samples, shift);
      const events = await eventsOf(moved);
      expect((blocks * 32) % WINDOW_FRAMES).not.toBe(0);
      const settled = (list: SegmentEvent[], by: number): SegmentEvent[] =>
        list
          .map((event) => ({ ...event, onset: event.onset - by, offset: event.offset - by }))
          .filter(({ onset }) => onset > SURROUNDINGS_SECONDS);
      expect(settled(plain, 0).length).toBeGreaterThan(10);
      const [expected, found] = [settled(plain, 0), settled(events, shift / RATE)];
      expect(found).toHaveLength(expected.length);
      for (const [index, { onset, offset, class: name }] of found.entries()) {
        expect(onset).toBeCloseTo(expected[index].onset, 3);
        expect(offset).toBeCloseTo(expected[index].offset, 3);
        expect(name).toBe(expected[index].class);
      }
    }
  });

  it('hears nothing where there is nothing', async () => {
    expect(await eventsOf(new Float32Array(0))).toEqual([]);
    expect(await eventsOf(new Float32Array(1))).toEqual([]);
    expect(await eventsOf(new Float32Array(5 * RATE))).toEqual([]);
  });

  it('keeps events within the recording, apart and in order', async () => {
    for (const seconds of [0.01, 0.3, 2.56, 5.3]) {
      const events = await eventsOf(song(seconds, 3));
      for (const [index, { onset, offset, confidence }] of events.entries()) {
        expect(onset).toBeGreaterThanOrEqual(events[index - 1]?.offset ?? 0);
        expect(offset).toBeGreaterThan(onset);
        expect(offset).toBeLessThanOrEqual(seconds + 1e-6);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
    }
  });
});
