import type { ModelTask } from '../../inference/model-manifest.js';

/** A model that was fetched. */
export class PullResult {
  name: string;
  /** @example transcription */
  task: ModelTask;
  version: string;
  repository: string;
  /** Commit that its files are of. */
  revision: string;
  sizeBytes: number;
  /** It was there already, and every file is as it should be. */
  wasInstalled: boolean;
}

/** What listeners are told of a model that is being fetched. */
export class PullPartial {
  doneBytes: number;
  totalBytes: number;
  /** The file that is being fetched. */
  file: string;
}
