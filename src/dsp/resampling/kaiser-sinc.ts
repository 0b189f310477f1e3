/**
 * Modified Bessel function of the first kind and order 0, by its power series.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 9.6.12.
 */
function besselI0(x: number): number {
  const quarterSquare = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarterSquare / (k * k);
    sum += term;
  }
  return sum;
}

/**
 * Shape parameter and length of the Kaiser window that gives a low-pass filter its stop-band.
 * Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.
 * @param attenuationDb attenuation of the stop-band, above 50 dB
 * @param transition width of the transition band as a share of the Nyquist frequency, 0..1
 * @returns beta, and the length in samples of the rate that `transition` is about
 */
export function kaiserDesign(attenuationDb: number, transition: number): { beta: number; length: number } {
  return {
    beta: 0.1102 * (attenuationDb - 8.7),
    length: (attenuationDb - 7.95) / (2.285 * Math.PI * transition),
  };
}

/**
 * Impulse response of an ideal low-pass filter under a Kaiser window, as a function of time (samples, 0 is the middle).
 * @param cutoff as a share of the Nyquist frequency, 0..1
 * @param halfWidth where the window ends, samples
 */
export function kaiserSinc(cutoff: number, halfWidth: number, beta: number): (time: number) => number {
  const scale = cutoff / besselI0(beta);
  return (time) => {
    const position = time / halfWidth;
    if (position <= -1 || position >= 1) return 0;
    const angle = Math.PI * cutoff * time;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    return scale * sinc * besselI0(beta * Math.sqrt(1 - position * position));
  };
}
