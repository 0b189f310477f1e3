import { ApplicationError } from '../common/errors/application-error.js';
import type { ModelNotInstalledError } from '../inference/model-not-installed-error.js';

/** The analysis that was asked for is kept, and runs when the model is there that it needs. */
export class AnalysisWaitsError extends ApplicationError {
  override readonly isExpected = true;

  constructor({ status, code, message, headers }: ModelNotInstalledError, analysisId: string) {
    super(status, code, `${message} The analysis ${analysisId} is kept and runs then.`, {
      headers: { ...headers, Location: `/v1/analyses/${analysisId}` },
      extensions: { analysisId },
    });
  }
}
