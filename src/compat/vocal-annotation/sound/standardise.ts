/** Keeps silence from being divided by zero. */
const SMALLEST_DEVIATION = 1e-6;

/** Shifts and scales values, in place, to mean 0 and standard deviation 1. */
export function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = 1 / (Math.sqrt(variance) + SMALLEST_DEVIATION);
  for (let index = 0; index < values.length; index++) values[index] = (values[index] - mean) * scale;
  return values;
}
