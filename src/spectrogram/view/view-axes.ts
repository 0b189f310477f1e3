import { frequenciesOf } from '../picture/frequencies-of.js';
import type { ViewSettings } from './view-settings.js';

/** The settings under which a view was computed, as the API tells them. */
export function axesOf(settings: ViewSettings) {
  const { method, channel, sampleRateHz, startSample, hopLength, columns, rows, aggregate } = settings;
  const isConstantQ = method === 'constant-q';
  const frequencies = frequenciesOf(settings);
  return {
    method,
    channel: channel === 'mono' ? null : channel,
    sampleRateHz,
    startSeconds: startSample / sampleRateHz,
    durationSeconds: (hopLength * columns) / sampleRateHz,
    secondsPerColumn: hopLength / sampleRateHz,
    hopLength,
    columns,
    height: rows,
    minFrequencyHz: frequencies[0],
    maxFrequencyHz: frequencies[rows - 1],
    nFft: isConstantQ ? null : settings.fftLength,
    binsPerOctave: isConstantQ ? settings.binsPerOctave : null,
    aggregate,
  };
}
