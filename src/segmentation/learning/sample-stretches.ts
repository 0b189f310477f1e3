import { frameSeconds, hopLength, type SegmenterSettings } from '../network/segmenter-settings.js';
import { type LabelledStretch } from './examples/labelled-clips.js';

/** What the kept scores may take: see `FrameScores`. */
const MOST_BYTES = 256 * 1024 * 1024;
/** More frames tell no more of a handful of numbers, and each of some thirty tries decodes them all: 40 minutes at 2.5 ms. */
const MOST_FRAMES = 1_000_000;
/** Longest piece, frames: 50 s at 2.5 ms, several times what the levels of the front end reach. */
const PIECE_FRAMES = 20_000;
/** Shorter ones are taken rather than fewer of them. */
const FEWEST_PIECES = 16;

/** Frames whose scores can be kept at once. */
export function mostFramesFor(classes: number): number {
  const bytes = Float32Array.BYTES_PER_ELEMENT * (3 + classes);
  return Math.min(MOST_FRAMES, Math.floor(MOST_BYTES / bytes));
}

/**
 * As many labelled stretches as decoding can be fitted to in bounded memory: all of them where they are few; else pieces of them, spread evenly. Pieces
 * end where no label sounds.
 */
export function sampleStretches(
  stretches: readonly LabelledStretch[],
  settings: SegmenterSettings,
  mostFrames = mostFramesFor(settings.classes.length),
): readonly LabelledStretch[] {
  const framesOf = ({ samples }: LabelledStretch) => samples.length / hopLength(settings);
  const total = (some: readonly LabelledStretch[]) => some.reduce((sum, stretch) => sum + framesOf(stretch), 0);
  if (total(stretches) <= mostFrames) return stretches;
  const seconds = Math.min(PIECE_FRAMES, mostFrames / FEWEST_PIECES) * frameSeconds(settings);
  const pieces = stretches.flatMap((stretch) => cut(stretch, seconds));
  const share = mostFrames / total(pieces);
  let [seen, taken] = [0, 0];
  return pieces.filter((piece) => {
    const frames = framesOf(piece);
    seen += frames;
    // Whatever the lengths are, those that are taken never exceed their share of those that were seen.
    if (taken + frames > share * seen + 1e-6) return false;
    taken += frames;
    return true;
  });
}

function cut(stretch: LabelledStretch, seconds: number): LabelledStretch[] {
  const { samples, settings, area } = stretch;
  const labels = [...stretch.labels].sort((left, right) => left.onset - right.onset);
  const pieces: LabelledStretch[] = [];
  for (let begin = 0; begin < samples.length / settings.sampleRateHz; begin += seconds) {
    const first = Math.round(begin * settings.sampleRateHz);
    const start = first / settings.sampleRateHz;
    const end = start + seconds;
    let [onset, offset] = [Math.max(area.onset, start), Math.min(area.offset, end)];
    for (const label of labels) {
      if (label.onset >= end) break;
      if (label.onset < start) onset = Math.max(onset, label.offset);
      else if (label.offset > end) offset = Math.min(offset, label.onset);
    }
    if (offset - onset < frameSeconds(settings)) continue;
    const within = labels.filter((label) => label.onset >= onset && label.offset <= offset);
    pieces.push({
      ...stretch,
      samples: samples.subarray(first, Math.round(end * settings.sampleRateHz)),
      area: { onset: onset - start, offset: offset - start },
      labels: within.map((label) => ({ ...label, onset: label.onset - start, offset: label.offset - start })),
    });
  }
  return pieces;
}
