import type { ModelFigure, ModelLineage } from '../../inference/model-card.dto.js';
import type { ModelSource, ModelTask } from '../../inference/model-manifest.js';

/** `training`: its fine-tune waits or runs. `failed`: that failed or was cancelled; the name can be used again. `damaged`: its files are not what they were. `available`: it can be fetched. */
export const MODEL_STATUSES = ['ready', 'training', 'failed', 'damaged', 'available'] as const;
export type ModelStatus = (typeof MODEL_STATUSES)[number];

/** One file of a model. */
export class ModelFileResponse {
  /** Name within the model. */
  path: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** A model that the caller may use: it came with Earshot, was fetched, can be fetched, or was trained here. Fields in the manner of OpenAI's list are `id`, `object`, `created` and `owned_by`. */
export class ModelResponse {
  /** Goes wherever a model is asked for. Of a trained model a UUID, which stays when it is renamed; otherwise the name. */
  id: string;
  /** Always `model`. */
  object: string;
  /** When it was made or installed, in seconds since 1970; of an available one when it was published. */
  created: number;
  /** Id of the user who trained it, else `earshot`. */
  owned_by: string;
  /** Also goes wherever a model is asked for, except for a shared model of somebody else. */
  name: string;
  /** @example segmentation */
  task: ModelTask;
  /** Null until it is trained or fetched. */
  version: string | null;
  source: ModelSource;
  status: ModelStatus;
  /** What is wrong with a damaged model and how to mend it. */
  fault: string | null;
  licence: string | null;
  description: string | null;
  /** ISO 639-1 codes, or `multilingual`; null where language does not matter or is not told. */
  languages: string[] | null;
  /** Where it was fetched from, or would be. */
  repository: string | null;
  /** Commit of the repository; of an available one null where the newest would be taken. */
  revision: string | null;
  /** Of all files; of an available one rounded. */
  sizeBytes: number | null;
  files: ModelFileResponse[];
  /** What was measured, on which data, kept apart from training how. */
  figures: ModelFigure[];
  /** What it was trained on. */
  data: string | null;
  /** How training, validation and test data were kept apart. */
  split: string | null;
  /** Where it fails or was never tried. */
  limits: string | null;
  /** What it was trained from, with which data and settings; null of a damaged one. */
  lineage: ModelLineage | null;
  /** How a fine-tuned model does on the part of its labels that was held back. */
  scores: Record<string, unknown> | null;
  /** Whether everybody on this server may use and export it. */
  shared: boolean;
  /** Id of the user who trained it. */
  owner: string | null;
  /** The job that trains it or trained it. */
  jobId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A model and what its task needs to know of it, such as its classes. */
export class ModelDetails extends ModelResponse {
  /** The task's own settings: for segmentation sample rate, time step, minimum frequency, classes. Null unless it is ready. */
  settings: Record<string, unknown> | null;
}

/** Models in the manner of OpenAI's list, with more said of each. */
export class ModelList {
  /** Always `list`. */
  object: string;
  /** The first answer begins with what is installed for everybody; trained models follow, newest first; the last answer ends with what can be fetched. */
  data: ModelResponse[];
  /** Send as `cursor` to get the next items; null when there are none. */
  nextCursor: string | null;
}
