import { resolve } from 'node:path';
import type { Environment } from '../../config/environment.js';

/** Where models are fetched from, and where they are kept. */
export interface HubSettings {
  /** Of the hub or a mirror of it, without a slash at its end. */
  readonly url: string;
  /** Sent to the hub itself only, never to where it redirects. */
  readonly token?: string;
  /** Whether it may redirect to private addresses of other hosts. Default: no. */
  readonly allowsPrivate?: boolean;
  /** Holds `<task>/<name>/model.json`, and `.part` for what is not complete. */
  readonly directory: string;
}

/** Models that were fetched or imported lie here. */
export const hubDirectory = ({ DATA_DIR }: Pick<Environment, 'DATA_DIR'>): string => resolve(DATA_DIR, 'models', 'hub');

export const hubSettings = (environment: Environment): HubSettings => ({
  url: environment.MODEL_HUB_URL.replace(/\/+$/, ''),
  token: environment.MODEL_HUB_TOKEN,
  allowsPrivate: environment.URL_IMPORT_ALLOW_PRIVATE,
  directory: hubDirectory(environment),
});
