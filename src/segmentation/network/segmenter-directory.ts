import { readManifest, readModelFile, writeModelDirectory } from '../../inference/model-directory.js';
import { InvalidManifestError } from '../../inference/model-errors.js';
import { MANIFEST_FILE, type ModelManifest, type NewModelManifest } from '../../inference/model-manifest.js';
import { type FloatTensor, readSafetensors, writeSafetensors } from '../../training/index.js';
import { faultOfSettings } from './check-settings.js';
import type { SegmenterSettings } from './segmenter-settings.js';
import { exportSegmenter } from './segmenter-window.js';

/** What runs: see `exportSegmenter`. */
export const SEGMENTER_GRAPH = 'model.onnx';
/** What further training begins with. */
export const SEGMENTER_WEIGHTS = 'weights.safetensors';

/** What whoever makes a segmenter says of it; task and settings are those of the segmenter. */
export type SegmenterDescription = Omit<NewModelManifest, 'task' | 'settings'>;

export interface StoredSegmenter {
  readonly manifest: ModelManifest;
  readonly settings: SegmenterSettings;
  readonly weights: Map<string, FloatTensor>;
}

/**
 * The settings of a segmenter, checked.
 * @throws InvalidManifestError when the model is for another task or a setting is wrong
 */
export function segmenterSettings({ name, task, settings }: ModelManifest): SegmenterSettings {
  const fault = task === 'segmentation' ? faultOfSettings(settings) : `its task is ${String(task)}, not segmentation`;
  if (fault !== undefined) throw new InvalidManifestError(`${name}/${MANIFEST_FILE}`, fault);
  return settings as SegmenterSettings;
}

/**
 * Reads a segmenter to train it further.
 * @throws DamagedModelError when a file is not the one that the manifest tells of
 */
export async function readSegmenter(directory: string): Promise<StoredSegmenter> {
  const manifest = await readManifest(directory);
  const settings = segmenterSettings(manifest);
  const weights = readSafetensors(await readModelFile(directory, manifest, SEGMENTER_WEIGHTS)).allFloat32();
  return { manifest, settings, weights };
}

/**
 * Writes a segmenter: its weights, the graph that runs them, and `model.json`. The directory appears when all of it is there.
 * @throws ConflictError when the directory is there already and `replace` is not set
 */
export function writeSegmenter(
  directory: string,
  { settings, weights }: Pick<StoredSegmenter, 'settings'> & { readonly weights: ReadonlyMap<string, FloatTensor> },
  description: SegmenterDescription,
  options: { readonly replace?: boolean } = {},
): Promise<ModelManifest> {
  const fault = faultOfSettings(settings);
  if (fault !== undefined) throw new InvalidManifestError(`${description.name}/${MANIFEST_FILE}`, fault);
  const files = {
    [SEGMENTER_GRAPH]: exportSegmenter(settings, weights),
    [SEGMENTER_WEIGHTS]: writeSafetensors(weights),
  };
  return writeModelDirectory(directory, { ...description, task: 'segmentation', settings }, files, options);
}
