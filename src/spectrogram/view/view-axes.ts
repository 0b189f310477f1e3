import type { ViewSettings } from './view-settings.js';

/** The settings under which a view was computed, as the API tells them. Sent back as a request they give the same view. */
export function axesOf(settings: ViewSettings) {
  const { method, channel, sampleRateHz, startSample, hopLength, columns, rows, aggregate } = settings;
  const isConstantQ = method === 'constant-q';
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
    minFrequencyHz: settings.minimumHz,
    maxFrequencyHz: settings.maximumHz,
    nFft: isConstantQ ? null : settings.fftLength,
    binsPerOctave: isConstantQ ? settings.binsPerOctave : null,
    aggregate,
  };
}
