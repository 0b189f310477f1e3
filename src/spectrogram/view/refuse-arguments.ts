import { InvalidRequestError } from '../../common/errors/errors.js';
import { DspArgumentError } from '../../dsp/arguments/dsp-argument-error.js';

/** Names that the API gives to arguments of signal processing. */
const FIELDS: Readonly<Record<string, string>> = {
  minimumHz: 'minFrequencyHz',
  maximumHz: 'maxFrequencyHz',
  fftLength: 'nFft',
  bins: 'height',
  bands: 'height',
};

/** Arguments that only signal processing itself can judge are the caller's too. @throws InvalidRequestError instead of DspArgumentError */
export async function refusingArguments<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DspArgumentError)) throw error;
    throw InvalidRequestError.forField(FIELDS[error.argument] ?? error.argument, `must be ${error.requirement}`);
  }
}
