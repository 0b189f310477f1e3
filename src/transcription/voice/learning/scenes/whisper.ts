import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import { normal, type RandomSource } from '../../../../training/index.js';

const ORDER = 18;
const HOP = 0.01 * WHISPER_RATE_HZ;
const LENGTH = 0.025 * WHISPER_RATE_HZ;
/** As vocal tracts are heard best: Makhoul, "Linear prediction: a tutorial review", Proc. IEEE 63(4), 1975. */
const PRE_EMPHASIS = 0.9;
const SMALL = 1e-9;

/** Speech as a whisper: the vocal tract of each moment, found by linear prediction, with noise in place of the voice. */
export function whispered(samples: Float32Array, random: RandomSource): Float32Array {
  const bright = samples.map((sample, index) => sample - PRE_EMPHASIS * (index > 0 ? samples[index - 1] : 0));
  const output = new Float32Array(samples.length);
  const frame = new Float64Array(LENGTH);
  for (let start = 0; start < samples.length; start += HOP) {
    for (let index = 0; index < LENGTH; index++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (LENGTH - 1));
      frame[index] = window * (bright[start - ((LENGTH - HOP) >> 1) + index] ?? 0);
    }
    const { coefficients, error } = predict(frame);
    const gain = Math.sqrt(error / LENGTH);
    for (let index = start; index < Math.min(start + HOP, output.length); index++) {
      let value = gain * normal(random);
      for (let lag = 1; lag <= Math.min(ORDER, index); lag++) value -= coefficients[lag] * output[index - lag];
      output[index] = value;
    }
  }
  return output;
}

/** Coefficients of the predictor (the first is 1) and the power that it leaves: Levinson and Durbin. */
function predict(frame: Float64Array): { coefficients: Float64Array; error: number } {
  const correlations = Array.from({ length: ORDER + 1 }, (_, lag) => {
    let sum = 0;
    for (let index = lag; index < frame.length; index++) sum += frame[index] * frame[index - lag];
    // A little white noise keeps the filter stable.
    return lag === 0 ? sum * 1.0001 + SMALL : sum;
  });
  const coefficients = new Float64Array(ORDER + 1);
  coefficients[0] = 1;
  let [error] = correlations;
  for (let order = 1; order <= ORDER; order++) {
    let sum = correlations[order];
    for (let lag = 1; lag < order; lag++) sum += coefficients[lag] * correlations[order - lag];
    const reflection = -sum / error;
    const before = coefficients.slice();
    for (let lag = 1; lag < order; lag++) coefficients[lag] = before[lag] + reflection * before[order - lag];
    coefficients[order] = reflection;
    error *= 1 - reflection * reflection;
  }
  return { coefficients, error: Math.max(0, error) };
}
