import type { JobKind } from '../job-context.js';

/** Carries a kind through the module that registers it to the registry, which discovers every instance of this class. */
export class JobKindRegistration {
  constructor(readonly kind: JobKind) {}
}
