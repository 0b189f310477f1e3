import { GraphSessions } from '../../src/inference/graph-sessions.js';
import { readManifest } from '../../src/inference/model-directory.js';
import { readWhisperDirectory } from '../../src/inference/whisper/model/whisper-directory.js';
import { withWhisperNetwork } from '../../src/inference/whisper/network/graph-network.js';
import { StreamTranscriber } from '../../src/transcription/transcriber/stream-transcriber.js';
import { type TranscriptSegment } from '../../src/transcription/transcript.js';
import { withDetector } from '../../src/transcription/voice/detector/with-detector.js';
import { VoiceActivity } from '../../src/transcription/voice/voice-activity.js';
import { type VoiceFinder } from '../../src/transcription/voice/voice-finder.js';
import { onnxRuntime } from '../../src/training/index.js';
import { type Recogniser } from './recognise.js';

const MOST_BYTES = 2 ** 28;

/**
 * Runs `work` with the server's own transcriber on a model directory: voice activity, windows, timestamp rules and word times included.
 * @param detector directory of the model that leaves out sounds in which nobody speaks; without it, every sound is listened to
 */
export async function withEngine<Result>(
  directory: string,
  work: (recogniser: Recogniser) => Promise<Result>,
  detector?: string,
): Promise<Result> {
  const sessions = new GraphSessions({ maxSessions: 3, maxBytes: MOST_BYTES, runtime: onnxRuntime({ threads: 1 }) });
  const model = await readWhisperDirectory(directory, await readManifest(directory));
  const withFinder = (run: (startListening: () => VoiceFinder) => Promise<Result>): Promise<Result> =>
    detector === undefined ? run(() => new VoiceActivity()) : withDetector(detector, sessions, run);
  const run = (startListening: () => VoiceFinder): Promise<Result> =>
    withWhisperNetwork(model, sessions, (network) =>
      work({
        async recognise(samples) {
          const options = { language: 'en', task: 'transcribe', wordTimestamps: true } as const;
          const transcriber = new StreamTranscriber(model, network, options, startListening());
          const segments: TranscriptSegment[] = [];
          const keep = (more: TranscriptSegment[]) => void segments.push(...more);
          await transcriber.push(samples, keep);
          await transcriber.finish(keep);
          const words = segments.flatMap((segment) => segment.words);
          return { words: words.map(({ word, ...rest }) => ({ text: word, ...rest })) };
        },
      }),
    );
  return withFinder(run);
}
