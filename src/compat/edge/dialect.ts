import type { ErrorFormat } from '../../common/errors/error-format.js';

/** What an older system's routes have in common before any of them is reached. */
export interface Dialect {
  /** The system, for documentation and logs. */
  readonly name: string;
  /** Whether a path (one leading slash, no query) is one of its routes, served already or not. */
  readonly claims: (path: string) => boolean;
  /** The path that the routes are written with, where clients may write it otherwise. Default: as it is. */
  readonly toRoute?: (path: string) => string;
  readonly errorFormat: ErrorFormat;
  /** Browsers may call from any origin, with any header. */
  readonly anyOrigin: boolean;
}
