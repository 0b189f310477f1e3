import { EmptyAudioError } from '../../audio/audio-errors.js';
import type { AudioSource } from '../../audio/audio-source.js';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import type { GraphSessions } from '../../inference/graph-sessions.js';
import { readManifest } from '../../inference/model-directory.js';
import { SEGMENTER_GRAPH, segmenterSettings } from '../network/segmenter-directory.js';
import type { SegmentEvent, SegmenterSettings } from '../network/segmenter-settings.js';
import { asksForHigherRate, type SegmentOverrides, settingsInForce } from './settings-in-force.js';
import { StreamSegmenter } from './stream-segmenter.js';

export interface SegmentAudioOptions {
  readonly source: AudioSource;
  /** Directory of the model. */
  readonly directory: string;
  readonly overrides?: SegmentOverrides;
  /** Counted from 0; default: the mean of all channels. */
  readonly channel?: number;
}

export interface SegmentListener {
  /** The next events, by onset. */
  readonly onEvents: (events: readonly SegmentEvent[]) => void;
  /** Called after each block of audio. */
  readonly onHeard?: (seconds: number) => void;
}

export interface SegmentedAudio {
  /** Of the model that ran. */
  readonly name: string;
  readonly version: string;
  readonly settings: SegmenterSettings;
  /** Of the audio, as it was decoded. */
  readonly durationSeconds: number;
}

/**
 * Decodes audio and finds its vocalisations, in memory that does not grow with its length. A file without samples has none. Blocks the
 * thread that it runs on.
 * @throws what `decodeAudio` throws; DamagedModelError; UnprocessableError when frequencies do not fit the recording
 */
export async function segmentAudio(
  { source, directory, overrides = {}, channel }: SegmentAudioOptions,
  sessions: GraphSessions,
  { onEvents, onHeard }: SegmentListener,
): Promise<SegmentedAudio> {
  const manifest = await readManifest(directory);
  const own = segmenterSettings(manifest);
  const rate = asksForHigherRate(own, overrides) ? await rateOf(source) : undefined;
  const settings = settingsInForce(own, overrides, rate);
  const durationSeconds = await sessions.use({ directory, manifest, path: SEGMENTER_GRAPH }, async (graph) => {
    const segmenter = new StreamSegmenter(settings, graph);
    const tell = (events: readonly SegmentEvent[]): void => {
      if (events.length > 0) onEvents(events);
    };
    await quietlyIfEmpty(async () => {
      for await (const { channels } of decodeAudio(source, {
        sampleRateHz: settings.sampleRateHz,
        channel: channel ?? 'mono',
      })) {
        tell(await segmenter.push(channels[0]));
        onHeard?.(segmenter.heardSeconds);
      }
    });
    tell(await segmenter.finish());
    return segmenter.heardSeconds;
  });
  return { name: manifest.name, version: manifest.version, settings, durationSeconds };
}

async function rateOf(source: AudioSource): Promise<number | undefined> {
  let rate: number | undefined;
  await quietlyIfEmpty(async () => {
    for await (const block of decodeAudio(source)) {
      rate = block.sampleRateHz;
      break;
    }
  });
  return rate;
}

/** A file without samples is a short recording in which nobody vocalises. */
async function quietlyIfEmpty(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EmptyAudioError)) throw error;
  }
}
