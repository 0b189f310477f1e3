import { InvalidManifestError } from '../../../inference/model-errors.js';
import { MANIFEST_FILE, type ModelManifest } from '../../../inference/model-manifest.js';

/** What `model.json` of a voice detector says of how to run it. */
export interface DetectorSettings {
  /** See `exportDetector`. */
  readonly graph: string;
  /** Which front end it was trained with; the frames of another one would be nonsense to it. */
  readonly features: typeof FEATURES_VERSION;
  /** Where the network is nowhere as sure as this that somebody speaks, nobody does, 0 to 1. */
  readonly threshold: number;
  /** The same of a lone sound as short as a word: no more than `threshold`. */
  readonly thresholdOfWord: number;
}

/** To be raised with every change of `DetectorFrontEnd` and of the windows of the graph. */
export const FEATURES_VERSION = 2;

/**
 * The settings of a voice detector, checked.
 * @throws InvalidManifestError when the model is for another task or a setting is wrong
 */
export function detectorSettings({ name, task, settings }: ModelManifest): DetectorSettings {
  const fault = task === 'voice-activity' ? faultOf(settings) : `its task is ${String(task)}, not voice-activity`;
  if (fault !== undefined) throw new InvalidManifestError(`${name}/${MANIFEST_FILE}`, fault);
  return settings as DetectorSettings;
}

function faultOf(settings: object): string | undefined {
  const { graph, features, threshold, thresholdOfWord } = settings as Record<string, unknown>;
  if (typeof graph !== 'string') return 'settings.graph: must name a file';
  if (features !== FEATURES_VERSION) return `settings.features: must be ${FEATURES_VERSION}; train the model again`;
  if (!isShare(threshold)) return 'settings.threshold: must be a number of 0 to 1';
  return isShare(thresholdOfWord) ? undefined : 'settings.thresholdOfWord: must be a number of 0 to 1';
}

const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
