/** Smallest normal number of single precision: what is below it is taken as nothing. */
export const SMALLEST_NORMAL = 2 ** -126;
