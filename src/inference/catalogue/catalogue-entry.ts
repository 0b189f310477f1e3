import type { ModelFigure } from '../model-card.dto.js';
import type { ModelTask } from '../model-manifest.js';

/** One file of a repository that belongs to a model. */
export interface CatalogueFile {
  /** Path in the repository, as `onnx/encoder_model_quantized.onnx`. */
  readonly remote: string;
  /** Plain name in the model's directory. */
  readonly local: string;
  /** A file that some repositories of this family lack. Default false. */
  readonly optional?: boolean;
  /** Of the pinned revision, lower-case hexadecimal, where it could be looked up. */
  readonly sha256?: string;
}

/** A figure that somebody else published, of the original weights: nobody measured the quantised ones here. */
export interface PublishedFigure extends ModelFigure {
  /** Where it is published. */
  readonly source: string;
}

/** A model that can be fetched. What could not be looked up is left out, and pinned when it is fetched. */
export interface CatalogueEntry {
  readonly name: string;
  readonly task: ModelTask;
  readonly title: string;
  /** Of the hub, as `onnx-community/whisper-base_timestamped`. */
  readonly repository: string;
  /** Commit of the repository; null where it is not known: then the newest of `branch` is looked up once and kept. */
  readonly revision: string | null;
  readonly branch: string;
  /** SPDX identifier of the weights' licence; null where the authors state none. */
  readonly licence: string | null;
  /** ISO 639-1 codes, or `multilingual`. */
  readonly languages: readonly string[];
  /** How the weights are stored; `q8` is what transformers.js calls so, files named `*_quantized.onnx`. */
  readonly dtype: 'q8' | 'fp32';
  /** Of all files, as the hub's pages round it; exact sizes come with the fetch, which refuses much more than this. */
  readonly approximateBytes: number;
  /** When the weights were published, `YYYY-MM`. */
  readonly published: string;
  readonly files: readonly CatalogueFile[];
  /** Goes into `model.json` for whoever runs the model. */
  readonly settings: object;
  readonly data: string;
  readonly limits: string;
  readonly figures: readonly PublishedFigure[];
}
