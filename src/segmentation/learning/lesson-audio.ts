import type { AudioSource } from '../../audio/audio-source.js';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import type { TrainingArea } from './dto/training-set.js';
import type { LabelledAudio } from './labelled-audio.js';

/** A recording that a training set is about. */
export interface LessonAudio {
  readonly source: AudioSource;
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
}

/** Around an area, so that the front end hears what came before it. */
export const CONTEXT_SECONDS = 1;

/** An area of a recording as learning takes it: decoded when it is read, at the rate of the model. */
export function toLabelledAudio(
  { recording, channel, onset, offset, labels }: TrainingArea,
  { source, durationSeconds: wholeSeconds }: LessonAudio,
  sampleRateHz: number,
): LabelledAudio {
  const startSeconds = Math.max(0, onset - CONTEXT_SECONDS);
  const durationSeconds = Math.min(wholeSeconds, offset + CONTEXT_SECONDS) - startSeconds;
  const moved = <Stretch extends { readonly onset: number; readonly offset: number }>(stretch: Stretch): Stretch => ({
    ...stretch,
    onset: stretch.onset - startSeconds,
    offset: stretch.offset - startSeconds,
  });
  const read = async (): Promise<Float32Array> => {
    const part = { sampleRateHz, channel: channel ?? ('mono' as const), startSeconds, durationSeconds, wholeSeconds };
    // Not gathered in blocks first: an hour would be there twice.
    const samples = new Float32Array(Math.ceil(durationSeconds * sampleRateHz) + 1);
    let length = 0;
    for await (const { channels } of decodeAudio(source, part)) {
      const block = channels[0].subarray(0, samples.length - length);
      samples.set(block, length);
      length += block.length;
    }
    return samples.subarray(0, length);
  };
  return { source: recording, startSeconds, read, area: moved({ onset, offset }), labels: labels.map(moved) };
}
