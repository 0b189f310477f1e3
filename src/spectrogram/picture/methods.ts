/** How sound becomes rows: mel bands, equally spaced frequencies, or equal steps of pitch. */
export const METHODS = ['log-mel', 'linear', 'constant-q'] as const;
export type Method = (typeof METHODS)[number];

/** What a column shows of its span: the loudest moment, the mean power, or only the moment at its middle. */
export const AGGREGATES = ['max', 'mean', 'sample'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** Highest sample rates, Hz, for which windows of 512, 1024, … samples are short enough; the last length is for all above. */
const RATE_LIMITS_HZ = [32_000, 80_000, 150_000, 300_000];
const SHORTEST_DEFAULT = 512;

/** Length of the Fourier transform, samples, that shows calls well at this rate: windows of 16 to 32 ms at most rates. */
export function defaultFftLength(sampleRateHz: number): number {
  const above = RATE_LIMITS_HZ.filter((limit) => sampleRateHz > limit).length;
  return SHORTEST_DEFAULT * 2 ** above;
}
