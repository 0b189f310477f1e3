import { melFilterBank } from '../../dsp/mel/mel-filter-bank.js';
import type { FrequencyRows, FrequencyRowsOptions } from './frequency-rows.js';

/** Each bin of the spectrum counts as so many narrower ones, so that the lowest of many bands are not empty. */
const OVERSAMPLING = 8;

/**
 * Mel bands after Slaney.
 * @throws DspArgumentError for crossed frequencies or frequencies above Nyquist
 */
export function logMelRows(options: FrequencyRowsOptions): FrequencyRows {
  const { sampleRateHz, fftLength, rows, minimumHz, maximumHz } = options;
  const design = { sampleRateHz, fftLength, bands: rows, minimumHz, maximumHz };
  const bank = melFilterBank({ ...design, oversampling: OVERSAMPLING });
  return { rows, apply: (power, output, offset) => bank.apply(power, output, offset) };
}
