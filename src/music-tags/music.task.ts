import type { AudioSource } from '../audio/audio-source.js';
import { decodeAudio } from '../audio/decode/decode-audio.js';
import type { ComputeTask } from '../compute/compute-task.js';
import type { MusicOptions } from './dto/music-options.dto.js';
import type { MusicResult } from './dto/music-result.dto.js';
import { MUSIC_RATE_HZ, MusicAnalyser } from './music-analyser.js';

export interface MusicTaskInput {
  readonly source: AudioSource;
  /** Length of the recording, from which the progress is told. */
  readonly durationSeconds: number;
  readonly options: MusicOptions;
}

/** Share of the work that is done when the last block has been decoded and heard. */
const LISTENING_SHARE = 0.95;
/** Seconds of audio between two reports. */
const REPORT_SECONDS = 20;

const musicTask: ComputeTask<MusicTaskInput, MusicResult> = async ({ source, durationSeconds, options }, context) => {
  const analyser = new MusicAnalyser(options);
  let heardSeconds = 0;
  let reportedSeconds = 0;
  for await (const block of decodeAudio(source, { sampleRateHz: MUSIC_RATE_HZ, channel: options.channel ?? 'mono' })) {
    analyser.push(block.channels[0]);
    heardSeconds += block.channels[0].length / MUSIC_RATE_HZ;
    if (heardSeconds - reportedSeconds < REPORT_SECONDS) continue;
    reportedSeconds = heardSeconds;
    context.report(Math.min(1, heardSeconds / durationSeconds) * LISTENING_SHARE);
  }
  return analyser.finish();
};
export default musicTask;
