import { checkInteger, checkOneOf, checkSamples } from '../arguments/check-arguments.js';
import { reflectedPosition } from './reflected-position.js';

/** What lies around the signal for centred frames: zeros or its mirror image. `'none'` takes whole frames of the signal only. */
export type FramePadding = 'zero' | 'reflect' | 'none';

export interface FramesOptions {
  /** Samples of a frame: an integer of 1..16777216. */
  readonly frameLength: number;
  /** Samples from one frame's begin to the next one's: an integer of 1..16777216. */
  readonly hopLength: number;
  readonly padding?: FramePadding;
}

/** Sees frame after frame; `samples[start .. start + frameLength)` are valid during the call only. */
export type IndexedFrameVisitor = (samples: Float32Array, start: number, frame: number) => void;

const LONGEST = 1 << 24;

const paddingLength = ({ frameLength, padding = 'zero' }: FramesOptions): number =>
  padding === 'none' ? 0 : Math.floor(frameLength / 2);

/**
 * Number of frames of a signal of `length` samples: none of an empty one.
 * @throws DspArgumentError for lengths outside their ranges
 */
export function frameCount(length: number, options: FramesOptions): number {
  checkInteger('frameLength', options.frameLength, 1, LONGEST);
  checkInteger('hopLength', options.hopLength, 1, LONGEST);
  checkOneOf('padding', options.padding ?? 'zero', ['zero', 'reflect', 'none']);
  if (length === 0) return 0;
  const last = Math.floor((length + 2 * paddingLength(options) - options.frameLength) / options.hopLength);
  return Math.max(0, last + 1);
}

/**
 * Cuts a whole signal into overlapping frames; only those that reach beyond its ends are copied.
 * @throws DspArgumentError for lengths outside their ranges
 */
export function visitFrames(samples: Float32Array, options: FramesOptions, visit: IndexedFrameVisitor): void {
  checkSamples('samples', samples);
  const { frameLength, hopLength, padding = 'zero' } = options;
  const count = frameCount(samples.length, options);
  const lead = paddingLength(options);
  const edge = new Float32Array(count > 0 ? frameLength : 0);
  for (let frame = 0; frame < count; frame++) {
    const begin = frame * hopLength - lead;
    if (begin >= 0 && begin + frameLength <= samples.length) {
      visit(samples, begin, frame);
      continue;
    }
    const first = Math.min(frameLength, Math.max(0, -begin));
    const last = Math.min(frameLength, Math.max(first, samples.length - begin));
    edge.fill(0);
    edge.set(samples.subarray(begin + first, begin + last), first);
    if (padding === 'reflect') {
      const mirror = (index: number): number => samples[reflectedPosition(begin + index, samples.length)];
      for (let index = 0; index < first; index++) edge[index] = mirror(index);
      for (let index = last; index < frameLength; index++) edge[index] = mirror(index);
    }
    visit(edge, 0, frame);
  }
}
