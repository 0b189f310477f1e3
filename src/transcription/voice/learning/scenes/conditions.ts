import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import { randomSource, type RandomSource } from '../../../../training/index.js';
import { type Clip } from '../corpus/read-clips.js';
import { clipped, loudness, throughTelephone } from './alterations.js';
import { excerpt } from './music-track.js';
import { noise } from './synthetic-sounds.js';
import { whispered } from './whisper.js';

type Alteration = (speech: Float32Array, random: RandomSource, music: readonly Clip[]) => Float32Array;

const PAUSE = WHISPER_RATE_HZ;
const RATIO_DB = 10;
/** A voice that somebody records has a peak of this. */
const PEAK_DB = -6;
const FAINT_DB = -40;
const OVERDRIVEN_DB = 20;

/** How speech reaches a recorder. */
export const CONDITIONS: Readonly<Record<string, Alteration>> = {
  clean: (speech) => speech,
  telephone: (speech) => throughTelephone(speech),
  'noise 10 dB below': (speech, random) => over(speech, noise(speech.length, random)),
  'music 10 dB below': (speech, random, music) => over(speech, excerpt(speech.length, music, random)),
  'clipped by 20 dB': (speech) => clipped(speech, OVERDRIVEN_DB),
  '34 dB fainter': (speech) => clipped(speech, FAINT_DB),
  'whispered (by linear prediction)': (speech, random) => whispered(speech, random),
};

/** The clip between two seconds of silence, as it reaches a recorder. */
export function recordedAs(condition: string, { file, samples }: Clip, music: readonly Clip[]): Float32Array {
  const padded = new Float32Array(samples.length + 2 * PAUSE);
  padded.set(clipped(samples, PEAK_DB), PAUSE);
  return CONDITIONS[condition](padded, randomSource(condition, file), music);
}

/** Speech over something that is fainter than what is said, pauses left aside. */
function over(speech: Float32Array, behind: Float32Array): Float32Array {
  const spoken = speech.subarray(PAUSE, speech.length - PAUSE);
  const gain = (loudness(spoken) / loudness(behind)) * 10 ** (-RATIO_DB / 20);
  return clipped(
    speech.map((sample, index) => sample + gain * behind[index]),
    PEAK_DB,
  );
}
