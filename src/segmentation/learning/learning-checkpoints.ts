import {
  type CheckpointOccasion,
  type CheckpointStore,
  type FloatTensor,
  readSafetensors,
  writeSafetensors,
} from '../../training/index.js';
import { type ValidationScores } from './learning-types.js';

/** What the first run ended with. */
interface FirstRun {
  readonly weights: ReadonlyMap<string, FloatTensor>;
  readonly scores: ValidationScores;
  /** Of the way from the base that is gone in the end: see `blendedWeights`. */
  readonly share: number;
}

const MARK = 'earshot-learning-1';

/**
 * Keeps the checkpoints of both runs in one store. Bytes: length of the first run's result (u32, little-endian; 0 while it goes on), that result as
 * safetensors, then the checkpoint of the run that goes on.
 */
export class LearningCheckpoints {
  private constructor(
    private readonly store: CheckpointStore | undefined,
    private finished: Uint8Array,
    private running: Uint8Array | undefined,
  ) {}

  static async open(store: CheckpointStore | undefined): Promise<LearningCheckpoints> {
    const bytes = await store?.read();
    if (!bytes) return new LearningCheckpoints(store, new Uint8Array(0), undefined);
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const running = bytes.subarray(4 + length);
    return new LearningCheckpoints(store, bytes.subarray(4, 4 + length), running.length > 0 ? running : undefined);
  }

  get firstRun(): FirstRun | undefined {
    if (this.finished.length === 0) return undefined;
    const file = readSafetensors(this.finished);
    const { scores, share = 1 } = JSON.parse(file.metadata.get(MARK) ?? '{}') as Omit<FirstRun, 'weights'>;
    return { weights: file.allFloat32(), scores, share };
  }

  /** A store for the run that goes on; none when nothing is to be kept. */
  get current(): CheckpointStore | undefined {
    if (!this.store) return undefined;
    const write: CheckpointStore['write'] = (checkpoint, occasion) => this.write(checkpoint, occasion);
    return { read: () => Promise.resolve(this.running), write };
  }

  async finishFirst({ weights, scores, share }: FirstRun): Promise<void> {
    this.finished = writeSafetensors(weights, { [MARK]: JSON.stringify({ scores, share }) });
    await this.write(new Uint8Array(0), 'ending');
  }

  private async write(running: Uint8Array, occasion: CheckpointOccasion): Promise<void> {
    this.running = running.length > 0 ? running : undefined;
    const bytes = new Uint8Array(4 + this.finished.length + running.length);
    new DataView(bytes.buffer).setUint32(0, this.finished.length, true);
    bytes.set(this.finished, 4);
    bytes.set(running, 4 + this.finished.length);
    await this.store?.write(bytes, occasion);
  }
}
