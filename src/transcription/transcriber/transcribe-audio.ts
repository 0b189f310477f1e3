import { EmptyAudioError } from '../../audio/audio-errors.js';
import type { AudioSource } from '../../audio/audio-source.js';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import { WHISPER_RATE_HZ } from '../../dsp/mel/whisper-log-mel.js';
import type { GraphSessions } from '../../inference/graph-sessions.js';
import { readManifest } from '../../inference/model-directory.js';
import { withWhisperNetwork } from '../../inference/whisper/network/graph-network.js';
import { readWhisperDirectory } from '../../inference/whisper/model/whisper-directory.js';
import type { Transcript, TranscriptSegment } from '../transcript.js';
import { withDetector } from '../voice/detector/with-detector.js';
import type { SpeechActivity } from '../voice/speech-activity.js';
import { StreamTranscriber, type TranscribeOptions } from './stream-transcriber.js';

export interface TranscribeAudioOptions extends TranscribeOptions {
  readonly source: AudioSource;
  /** Directory of the model. */
  readonly directory: string;
  /** Directory of the model that tells speech from other sounds; without it, the model hears every sound. */
  readonly detectorDirectory?: string;
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
 * runs on. Sounds in which nobody speaks are left out where there is a detector.
 * @throws what `decodeAudio` throws; DamagedModelError; UnprocessableError when the model does not know the language
 */
export async function transcribeAudio(
  options: TranscribeAudioOptions,
  sessions: GraphSessions,
  listener: TranscriptListener = {},
): Promise<TranscribedAudio> {
  const { detectorDirectory } = options;
  if (detectorDirectory === undefined) return transcribeWith(undefined, options, sessions, listener);
  return withDetector(detectorDirectory, sessions, (startListening) =>
    transcribeWith(startListening(), options, sessions, listener),
  );
}

async function transcribeWith(
  activity: SpeechActivity | undefined,
  { source, directory, channel, ...options }: TranscribeAudioOptions,
  sessions: GraphSessions,
  { onSegments, onHeard }: TranscriptListener,
): Promise<TranscribedAudio> {
  const manifest = await readManifest(directory);
  const model = await readWhisperDirectory(directory, manifest);
  const segments: TranscriptSegment[] = [];
  const keep = (more: TranscriptSegment[]): void => {
    segments.push(...more);
    onSegments?.(more);
  };
  return withWhisperNetwork(model, sessions, async (network, { hasAttentions }) => {
    const transcriber = new StreamTranscriber(model, network, options, activity);
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
      warnings: [
        ...(isTimed || isSilent || !options.wordTimestamps ? [] : [SPREAD]),
        ...skippedWarning(activity?.droppedSeconds ?? 0, isSilent),
        ...transcriber.warnings.texts,
        ...(isSilent ? nothingHeardWarning(transcriber.listenedSeconds) : []),
      ],
    };
  });
}

const SPREAD =
  'The model does not show where it listens (no cross-attentions or alignment heads), so words are spread evenly over their segments.';

/** Shorter sounds, beside speech, are coughs and knocks of which nobody need be told. */
const LEAST_SKIPPED_SECONDS = 1;

function skippedWarning(seconds: number, isSilent: boolean): string[] {
  if (seconds < (isSilent ? 0.01 : LEAST_SKIPPED_SECONDS)) return [];
  const what = `${seconds.toFixed(1)} s of sound were left out, because nobody seems to speak there`;
  return [`${what} (music, animals, machines). With skipNonSpeech: false the model listens to them, too.`];
}

/** Tells an empty text that the model was asked for from silence, which it never hears. */
function nothingHeardWarning(seconds: number): string[] {
  if (seconds === 0) return [];
  return [`The model listened to ${seconds.toFixed(1)} s of sound and made out no words in it.`];
}

/** A file without samples is a short recording in which nobody speaks. */
async function quietlyIfEmpty(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EmptyAudioError)) throw error;
  }
}
