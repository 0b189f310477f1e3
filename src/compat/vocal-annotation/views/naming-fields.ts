import { InvalidRequestError } from '../../../common/errors/errors.js';

/** What the client calls the settings of a picture. */
const CLIENT_NAMES: Readonly<Record<string, string>> = {
  columns: 'num_spec_columns',
  hopLength: 'hop_length',
  nFft: 'n_fft',
  binsPerOctave: 'bins_per_octave',
  minFrequencyHz: 'min_frequency',
  maxFrequencyHz: 'max_frequency',
  sampleRateHz: 'sampling_rate',
};

/** Does the work; a field that it refuses is called by the name that the client knows. */
export async function namingFields<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refused = error instanceof InvalidRequestError ? error.errors?.[0] : undefined;
    if (refused === undefined || !(refused.field in CLIENT_NAMES)) throw error;
    throw InvalidRequestError.forField(CLIENT_NAMES[refused.field], refused.message);
  }
}
