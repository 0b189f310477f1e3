/**
 * Weights of `metricalFeatures`, in its order, found by maximum likelihood with a ridge penalty on 754 labelled clips: `npm run bench:tempo-model`
 * fits them again, and measures them on pieces and on kinds of music that they were not fitted to. See docs/experiments/tempo.md.
 */
export const METRICAL_WEIGHTS: readonly number[] = [
  0.796, // salience of the tempo
  -0.195, // octaves above 110
  -1.642, // … squared: a log-normal prior
  -7.07, // octaves above 110 in expressive playing
  0.156, // octaves of notes per beat
  -1.109, // … squared
  -1.946, // the pulse crosses the beat
  1.736, // … in short recordings
  -4.283, // a pulse of three beats or a beat of three pulses, in short recordings
  0.368, // twice the tempo in musical time
  0.76, // the tempo
  -0.865, // half of it
  0.185, // the same below 500 Hz
  0.149,
  0.805,
];
