import type { Type } from '@nestjs/common';

/** Metadata key of {@link CompatRouteSettings}. */
export const COMPAT_ROUTE = 'earshot:compat-route';

/** What a route of an older system's API expects. */
export interface CompatRouteSettings {
  /** Class of the JSON body; default: the route has none, or reads it itself. */
  readonly body?: Type;
  /** The JSON body may hold the credential, as `token`. */
  readonly tokenInBody?: boolean;
}
