/**
 * Weights of `metricalFeatures`, in its order, found by maximum likelihood with a ridge penalty on 754 labelled clips: `npm run bench:tempo-model`
 * fits them again, and measures them on pieces and on kinds of music that they were not fitted to. See docs/experiments/tempo.md.
 */
export const METRICAL_WEIGHTS: readonly number[] = [
  0.769, // salience of the tempo
  -0.195, // octaves above 110
  -1.644, // … squared: a log-normal prior
  -7.136, // octaves above 110 in expressive playing
  0.156, // octaves of notes per beat
  -1.118, // … squared
  -1.164, // the pulse crosses the beat
  -1.46, // beats of three pulses
  0.344, // twice the tempo in musical time
  0.734, // the tempo
  -0.98, // half of it
  0.205, // the same below 500 Hz
  0.183,
  0.874,
];
