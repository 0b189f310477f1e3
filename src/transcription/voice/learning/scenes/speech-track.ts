import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import type { RandomSource } from '../../../../training/index.js';
import type { Clip } from '../corpus/read-clips.js';
import { between, chance, pick } from '../random-choices.js';
import { changeSpeed, inRoom, loudness } from './alterations.js';
import { PLACE_SAMPLES, speechLabels } from './speech-labels.js';
import { whispered } from './whisper.js';
import { word } from './word.js';

export interface SpeechTrack {
  /** As loud as 1 where somebody speaks. */
  readonly samples: Float32Array;
  /** One number (1 or 0) for each place. */
  readonly labels: Float32Array;
}

/** What is heard of a clip at most, seconds. */
const LONGEST_CLIP = 6;

/** Clips of one speaker with pauses between them, spoken higher or lower, faster or slower, at times whispered, at times in a room. */
export function speechTrack(length: number, clips: readonly Clip[], random: RandomSource): SpeechTrack {
  const samples = new Float32Array(length);
  const labels = new Float32Array(length / PLACE_SAMPLES);
  const speed = chance(random, 0.6) ? between(random, 0.75, 1.3) : 1;
  const isWhispered = chance(random, 0.1);
  const isShort = chance(random, 0.35);
  // Anywhere, so that speech begins before, in and at the end of what is heard.
  let place = Math.floor(between(random, isShort ? 0.1 : -1, 0.8) * labels.length);
  while (place < labels.length) {
    const spoken = changeSpeed(cropped(pick(random, clips).samples, LONGEST_CLIP, random), speed);
    // Of what was spoken: a whisper follows it, and its breath does not.
    const spokenLabels = speechLabels(spoken);
    const clip = isWhispered ? whispered(spoken, random) : spoken;
    const [part, partLabels] = isShort
      ? word(clip, spokenLabels, between(random, 0.3, 1), random)
      : [clip, spokenLabels];
    place = paste({ samples, labels }, part, partLabels, place);
    if (isShort) break;
    place += Math.floor((between(random, 0, 1.2) ** 2 * WHISPER_RATE_HZ) / PLACE_SAMPLES);
  }
  const heard = chance(random, 0.35) ? inRoom(samples, random) : samples;
  // The loudness of all of it, as if there were no pauses.
  const spokenShare = labels.reduce((sum, label) => sum + label, 1) / labels.length;
  const gain = Math.sqrt(spokenShare) / loudness(heard);
  return { samples: heard.map((sample) => sample * gain), labels };
}

/** A part of a long clip, so that its end is heard as often as its beginning. */
function cropped(samples: Float32Array, seconds: number, random: RandomSource): Float32Array {
  const longest = Math.round(seconds * WHISPER_RATE_HZ);
  if (samples.length <= longest) return samples;
  const start = Math.floor(random() * (samples.length - longest));
  return samples.subarray(start, start + longest);
}

function paste({ samples, labels }: SpeechTrack, clip: Float32Array, spoken: Float32Array, place: number): number {
  const skipped = Math.max(0, -place);
  const first = place + skipped;
  const gain = 1 / loudness(clip);
  const part = clip.subarray(skipped * PLACE_SAMPLES, (labels.length - place) * PLACE_SAMPLES);
  samples.set(
    part.map((sample) => sample * gain),
    first * PLACE_SAMPLES,
  );
  labels.set(spoken.subarray(skipped, labels.length - place), first);
  return place + spoken.length;
}
