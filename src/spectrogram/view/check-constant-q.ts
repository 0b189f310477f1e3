import { InvalidRequestError } from '../../common/errors/errors.js';

/** Longest filter, samples: longer ones take seconds to design. */
const LONGEST_FILTER = 2 ** 19;

interface ConstantQRange {
  readonly sampleRateHz: number;
  readonly minimumHz: number;
  readonly binsPerOctave: number;
}

/** @throws InvalidRequestError when the filter of the lowest row would be too long to be computed */
export function checkConstantQ({ sampleRateHz, minimumHz, binsPerOctave }: ConstantQRange): void {
  const lowestHz = sampleRateHz / Math.tanh(Math.LN2 / binsPerOctave) / LONGEST_FILTER;
  if (minimumHz >= lowestHz) return;
  throw InvalidRequestError.forField(
    'minFrequencyHz',
    `must be at least ${lowestHz.toFixed(1)} for constant-q with ${binsPerOctave} bins an octave at ${sampleRateHz} Hz`,
  );
}
