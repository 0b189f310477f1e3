import type { Type } from '@nestjs/common';
import type { ModelClient } from './model-client.js';

/** Metadata key of {@link ModelRouteSettings}. */
export const MODEL_ROUTE = 'earshot:model-route';

export interface ModelRouteSettings {
  /** Class of the JSON body, which may also hold a token; default: the route reads its body itself. */
  readonly body?: Type;
  /** Reads the body in place of the common parser, off the event loop: gets `{bytes, fields}` and answers those of the wanted fields that are there. */
  readonly bodyTask?: URL;
  /** Who lacks it is refused; default: strangers pass, and the route has its own answer to them. */
  readonly right?: 'inference' | 'train';
}

/** What the guard puts on the request. */
export interface ModelRequest {
  modelClient?: ModelClient;
}
