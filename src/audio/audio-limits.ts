/** What Earshot accepts; anything outside is refused with the limit in the message. */
export const LOWEST_SAMPLE_RATE_HZ = 1_000;
export const HIGHEST_SAMPLE_RATE_HZ = 384_000;
export const MOST_CHANNELS = 32;
