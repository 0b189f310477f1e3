import { createHash } from 'node:crypto';
import type { ModelFigure } from '../../../inference/model-card.dto.js';
import { writeModelDirectory } from '../../../inference/model-directory.js';
import type { ModelManifest } from '../../../inference/model-manifest.js';
import { onnxRuntime } from '../../../training/index.js';
import { exportDetector } from '../detector/detector-network.js';
import { chooseThresholds } from './choose-thresholds.js';
import { describeVoiceBase, DETECTOR_GRAPH } from './describe-voice-base.js';
import { readSoundPool, type SoundPool } from './scenes/sound-pool.js';
import { type DetectorTraining, trainDetector } from './train-detector.js';

export interface MakeVoiceBaseOptions extends Omit<DetectorTraining, 'pool'> {
  /** Directory of `speech/manifest.csv`, `music/manifest.csv` and `animals/`: see `readSoundPool`. */
  readonly data: string;
  /** Folder of installed packages, whose sounds are read, too: see `SOUND_PACKAGES`. */
  readonly sounds?: string;
  /** Directory of the model, which is replaced. */
  readonly out: string;
  readonly figures?: readonly ModelFigure[];
}

/** Trains the detector, chooses its thresholds and writes it. The same data, seed and counts give the same bytes. */
export async function makeVoiceBase({
  data,
  sounds,
  out,
  figures = [],
  ...training
}: MakeVoiceBaseOptions): Promise<ModelManifest> {
  const pool = await readSoundPool(data, 'training', sounds);
  const bytes = exportDetector(await trainDetector({ ...training, pool }));
  const graph = await onnxRuntime({ threads: 1 }).compile(bytes);
  try {
    const validation = await readSoundPool(data, 'validation', sounds);
    const thresholds = await chooseThresholds(graph, validation, training.seed);
    const { seed, scenes, steps } = training;
    const settings = { seed, scenes, steps };
    const manifest = describeVoiceBase({ thresholds, settings, dataSha256: hashOf(pool), figures });
    return await writeModelDirectory(out, manifest, { [DETECTOR_GRAPH]: bytes }, { replace: true });
  } finally {
    await graph.release();
  }
}

/** SHA-256 of what was learned from, in lower-case hexadecimal: samples, not names. */
function hashOf({ speakers, instruments, animals, songs, noises }: SoundPool): string {
  const hash = createHash('sha256');
  for (const { samples } of [...new Set([...speakers, ...instruments, ...animals, ...songs, ...noises])].flat()) {
    hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  }
  return hash.digest('hex');
}
