import { contrastCurve } from '../../../spectrogram/picture/intensity.js';

/** The original program's answers. */
it.each([
  [0, 0],
  [0.1, 0.0556],
  [0.25, 0.1667],
  [0.5, 0.5],
  [0.9, 0.9444],
  [1, 1],
])('the contrast curve makes of %d the %d of the contract', (x, y) => {
  expect(contrastCurve(x)).toBeCloseTo(y, 4);
});
