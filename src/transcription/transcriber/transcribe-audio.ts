import { EmptyAudioError } from '../../audio/audio-errors.js';
import type { AudioSource } from '../../audio/audio-source.js';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import { WHISPER_RATE_HZ } from '../../dsp/mel/whisper-log-mel.js';
import type { GraphSessions } from '../../inference/graph-sessions.js';
import { readManifest } from '../../inference/model-directory.js';
import { withWhisperNetwork } from '../../inference/whisper/network/graph-network.js';
import { readWhisperDirectory } from '../../inference/whisper/model/whisper-directory.js';
import type { Transcript, TranscriptSegment } from '../transcript.js';
import { StreamTranscriber, type TranscribeOptions } from './stream-transcriber.js';

export interface TranscribeAudioOptions extends TranscribeOptions {
  readonly source: AudioSource;
  /** Directory of the model. */
  readonly directory: string;
  /** Counted from 0; default: the mean of all channels. */
  readonly channel?: number;
}

export interface TranscriptListener {
  /** The next segments, in order. */
  readonly onSegments?: (segments: readonly TranscriptSegment[]) => void;
  /** Called after each block of audio. */
  readonly onHeard?: (seconds: number) => void;
}

/** A transcript, and what a reader of it must know. */
export interface TranscribedAudio extends Transcript {
  readonly warnings: readonly string[];
}

/**
 * Decodes audio and transcribes it. Only the transcript grows with its length. A file without samples has an empty one. Blocks the thread that it
 * runs on.
 * @throws what `decodeAudio` throws; DamagedModelError; UnprocessableError when the model does not know the language
 */
export async function transcribeAudio(
  { source, directory, channel, ...options }: TranscribeAudioOptions,
  sessions: GraphSessions,
  { onSegments, onHeard }: TranscriptListener = {},
): Promise<TranscribedAudio> {
  const manifest = await readManifest(directory);
  const model = await readWhisperDirectory(directory, manifest);
  const segments: TranscriptSegment[] = [];
  const keep = (more: TranscriptSegment[]): void => {
    segments.push(...more);
    onSegments?.(more);
  };
  return withWhisperNetwork(model, sessions, async (network, { hasAttentions }) => {
    const transcriber = new StreamTranscriber(model, network, options);
    await quietlyIfEmpty(async () => {
      for await (const { channels } of decodeAudio(source, {
        sampleRateHz: WHISPER_RATE_HZ,
        channel: channel ?? 'mono',
      })) {
        await transcriber.push(channels[0], keep);
        onHeard?.(transcriber.heardSeconds);
      }
    });
    await transcriber.finish(keep);
    const { code, probability } = transcriber.language;
    const isTimed = hasAttentions && model.configuration.alignmentHeads !== undefined;
    const isSilent = segments.length === 0;
    return {
      text: segments.map(({ text }) => text).join(' '),
      language: isSilent ? null : code,
      languageProbability: isSilent || probability === null ? null : Math.round(probability * 10_000) / 10_000,
      durationSeconds: transcriber.heardSeconds,
      segments,
      model: { name: manifest.name, version: manifest.version },
      warnings: [...(isTimed || isSilent || !options.wordTimestamps ? [] : [SPREAD]), ...transcriber.warnings.texts],
    };
  });
}

const SPREAD =
  'The model does not show where it listens (no cross-attentions or alignment heads), so words are spread evenly over their segments.';

/** A file without samples is a short recording in which nobody speaks. */
async function quietlyIfEmpty(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EmptyAudioError)) throw error;
  }
}
