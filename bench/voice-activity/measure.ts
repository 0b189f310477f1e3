import { WHISPER_RATE_HZ } from '../../src/dsp/index.js';
import { type SpeechActivity } from '../../src/transcription/voice/speech-activity.js';
import { VoiceActivity } from '../../src/transcription/voice/voice-activity.js';

/** How much of a recording each gate passes, in frames of 10 ms. */
export interface Passed {
  /** Of the level gate. */
  readonly sound: number;
  /** Of both gates. */
  readonly speech: number;
}

export interface Shares {
  /** Recordings in which the level gate hears anything. */
  readonly recordings: number;
  /** Share of those of which both gates pass something. */
  readonly passed: number;
  /** Share of the seconds that the level gate passes which both pass. */
  readonly secondsPassed: number;
}

const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;
/** Seconds in a block, as a decoder gives them. */
const BLOCK = WHISPER_RATE_HZ;

export async function passedBy(activity: SpeechActivity, samples: Float32Array): Promise<Passed> {
  const level = new VoiceActivity();
  let [sound, speech] = [0, 0];
  for (let start = 0; start < samples.length; start += BLOCK) {
    const block = samples.subarray(start, start + BLOCK);
    sound += count(level.push(block));
    speech += count(await activity.push(block));
  }
  return { sound: sound + count(level.flush()), speech: speech + count(await activity.flush()) };
}

export function sharesOf(all: readonly Passed[]): Shares {
  const heard = all.filter(({ sound }) => sound > 0);
  const sum = (of: (passed: Passed) => number): number => heard.reduce((total, each) => total + of(each), 0);
  return {
    recordings: heard.length,
    passed: sum(({ speech }) => Number(speech > 0)) / heard.length,
    secondsPassed: sum(({ speech }) => speech) / sum(({ sound }) => sound),
  };
}
