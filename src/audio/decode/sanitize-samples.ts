/** Full scale of 32-bit integers: some programs write integers into float files without scaling them. Larger values are damage. */
const GREATEST = 2 ** 31;

/**
 * Makes damaged float samples harmless, in place: what is not a number becomes silence, infinities and absurd values become full scale
 * (±1). All other values stay, also those beyond ±1, which float files use as headroom.
 */
export function sanitizeSamples(samples: Float32Array): void {
  for (let index = 0; index < samples.length; index++) {
    const sample = samples[index];
    if (sample >= -GREATEST && sample <= GREATEST) continue;
    samples[index] = Number.isNaN(sample) ? 0 : Math.sign(sample);
  }
}
