import { decodeAudio } from '../../audio/decode/decode-audio.js';
import type { LessonAudio } from './segmenter-learning.service.js';
import type { TrainingArea } from './dto/training-set.js';
import type { LabelledAudio } from './labelled-audio.js';

/** Around an area, so that the front end hears what came before it. */
const CONTEXT_SECONDS = 1;

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
    const blocks: Float32Array[] = [];
    for await (const { channels } of decodeAudio(source, part)) blocks.push(channels[0]);
    const samples = new Float32Array(blocks.reduce((length, block) => length + block.length, 0));
    let position = 0;
    for (const block of blocks) {
      samples.set(block, position);
      position += block.length;
    }
    return samples;
  };
  return { source: recording, read, area: moved({ onset, offset }), labels: labels.map(moved) };
}
