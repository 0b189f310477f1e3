/** Some years: any further and sample numbers are no longer exact. */
export const LATEST_SECOND = 1e8;
export const EARLIEST_SECOND = -LATEST_SECOND;
