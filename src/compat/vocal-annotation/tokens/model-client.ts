import type { Principal } from '../../../common/principal/principal.js';

/** Who calls a route about models, and what they may do there. */
export interface ModelClient {
  /** Whose models these are. */
  readonly principal: Principal;
  /** May segment. */
  readonly inference: boolean;
  /** May fine-tune. */
  readonly train: boolean;
  /** Sees the models of all. */
  readonly isAdmin: boolean;
  /** Whose audio ids the client can have: uploads carry no token, so theirs may be another account than that of the models. */
  readonly uploaders: readonly Principal[];
}
