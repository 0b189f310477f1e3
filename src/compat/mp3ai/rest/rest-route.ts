/** Metadata key of {@link RestRouteSettings}. */
export const REST_ROUTE = 'earshot:rest-route';

/** What a route of mp3.ai's API expects. */
export interface RestRouteSettings {
  /** The methods that its path has; all others answer 405. */
  readonly methods: readonly string[];
  /** Callers without a token are let in. */
  readonly isPublic?: boolean;
  /** The route reads its body itself. */
  readonly readsBody?: boolean;
}
