import type { Readable } from 'node:stream';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { ModelFile, ModelTask, NewModelManifest } from '../model-manifest.js';

/** What was given cannot be imported as a model. */
export class ImportError extends UnprocessableError {
  constructor(source: string, fault: string) {
    super('model-import', `${source} cannot be imported: ${fault}`);
  }
}

/** One file of a model that is to be imported. */
export interface ImportFile {
  /** Plain name in the model's directory. */
  readonly local: string;
  readonly bytes: number;
  /** Where the source says so; what is copied must have it. */
  readonly sha256?: string;
  readonly open: () => Promise<Readable>;
}

/** A model of another place: a directory, a zip, a download of the hub's. */
export interface ImportSource {
  readonly task: ModelTask;
  /** The name that it has there. */
  readonly name: string;
  readonly files: readonly ImportFile[];
  /** @param files as they were copied */
  readonly describe: (files: readonly ModelFile[]) => Omit<NewModelManifest, 'name' | 'source'>;
  readonly close: () => void;
}
