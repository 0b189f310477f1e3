import { InvalidRequestError } from '../../common/errors/errors.js';

/** Longest filter, samples: longer ones take seconds to design. */
const LONGEST_FILTER = 2 ** 19;
/** Also the most that may be asked for, so that what was chosen by default can be asked for again. */
export const MOST_BINS_PER_OCTAVE = 1_024;

interface ConstantQRange {
  readonly sampleRateHz: number;
  readonly minimumHz: number;
  readonly binsPerOctave: number;
}

/** @throws InvalidRequestError when the rows are too many for their octaves, or the filter of the lowest would be too long to be computed */
export function checkConstantQ({ sampleRateHz, minimumHz, binsPerOctave }: ConstantQRange): void {
  if (binsPerOctave > MOST_BINS_PER_OCTAVE) {
    const message = `is too close to the highest frequency: so many rows of constant-q would be ${binsPerOctave} an octave, and the most are ${MOST_BINS_PER_OCTAVE}`;
    throw InvalidRequestError.forField('minFrequencyHz', message);
  }
  const lowestHz = sampleRateHz / Math.tanh(Math.LN2 / binsPerOctave) / LONGEST_FILTER;
  if (minimumHz >= lowestHz) return;
  throw InvalidRequestError.forField(
    'minFrequencyHz',
    `must be at least ${lowestHz.toFixed(1)} for constant-q with ${binsPerOctave} bins an octave at ${sampleRateHz} Hz`,
  );
}
