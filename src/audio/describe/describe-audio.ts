import { EmptyAudioError } from '../audio-errors.js';
import type { AudioDescription, AudioSource } from '../audio-source.js';
import { checked, openAudio } from '../decode/open-audio.js';
import { PeakAccumulator } from './peak-accumulator.js';
import type { Peaks } from './peaks.js';

export interface DescribeOptions {
  readonly maxDurationSeconds: number;
}

export interface DescribedAudio {
  readonly description: AudioDescription;
  readonly peaks: Peaks;
}

/**
 * Decodes a whole file once, in bounded memory: what it gives is measured, and audio that cannot be used is refused here.
 * Runs on compute threads.
 * @throws the errors of `audio-errors.ts`
 */
export async function describeAudio(
  source: AudioSource,
  { maxDurationSeconds }: DescribeOptions,
): Promise<DescribedAudio> {
  const audio = await openAudio(source, { startSecond: 0, maxDurationSeconds, mustBeComplete: true });
  try {
    const { sampleRateHz, channels, codec, format } = audio;
    const peaks = new PeakAccumulator(channels, sampleRateHz);
    let frames = 0;
    for await (const block of checked(audio, 0, maxDurationSeconds)) {
      peaks.push(block);
      frames += block[0].length;
    }
    audio.checkEnd(frames);
    if (frames === 0) throw new EmptyAudioError('The file holds no samples.');
    const { contentType } = format;
    return {
      description: { contentType, codec, durationSeconds: frames / sampleRateHz, sampleRateHz, channels },
      peaks: peaks.finish(),
    };
  } finally {
    await audio.close();
  }
}
