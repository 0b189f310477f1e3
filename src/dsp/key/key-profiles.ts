/** How much each pitch class belongs to a key, from the tonic upwards in semitones. */
export interface KeyProfile {
  readonly major: readonly number[];
  readonly minor: readonly number[];
}

export const KEY_PROFILES = {
  /** Listeners' ratings. C. L. Krumhansl & E. J. Kessler, Psychological Review 89(4), 1982. */
  krumhansl: {
    major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
  },
  /** Corpus of common-practice excerpts. D. Temperley, Music and Probability, 2007 (also in MIREX 2005). */
  temperley: {
    major: [0.748, 0.06, 0.488, 0.082, 0.67, 0.46, 0.096, 0.715, 0.104, 0.366, 0.057, 0.4],
    minor: [0.712, 0.084, 0.474, 0.618, 0.049, 0.46, 0.105, 0.747, 0.404, 0.067, 0.133, 0.33],
  },
  /** Melodies of the Essen collection of folk songs. B. Aarden, Dynamic melodic expectancy, dissertation, Ohio State University, 2003. */
  aarden: {
    major: [17.7661, 0.1456, 14.9265, 0.1602, 19.8049, 11.3587, 0.2912, 22.062, 0.1456, 8.1549, 0.233, 4.9512],
    minor: [18.2648, 0.7376, 14.0499, 16.8599, 0.7025, 14.4362, 0.7025, 18.6161, 4.5662, 1.9319, 7.3762, 1.7562],
  },
  /** Notes of 490 pieces from Baroque to Romantic. J. Albrecht & D. Shanahan, Music Perception 31(1), 2013. */
  albrecht: {
    major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
    minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
  },
  /** Krumhansl's adapted to popular and electronic music. I. Sha'ath, Estimation of key in digital music recordings, 2011 (KeyFinder). */
  shaath: {
    major: [6.6, 2.0, 3.5, 2.3, 4.6, 4.0, 2.5, 5.2, 2.4, 3.7, 2.3, 3.4],
    minor: [6.5, 2.7, 3.5, 5.4, 2.6, 3.5, 2.5, 5.2, 4.0, 2.7, 4.3, 3.2],
  },
  /** Electronic dance music. Á. Faraldo et al., "Key estimation in electronic dance music", ECIR 2016. */
  edma: {
    major: [0.1652, 0.0475, 0.0829, 0.0669, 0.0999, 0.0927, 0.0529, 0.1316, 0.0522, 0.0744, 0.0694, 0.0643],
    minor: [0.1724, 0.0534, 0.0761, 0.1004, 0.0562, 0.0853, 0.0498, 0.1345, 0.0746, 0.05, 0.0919, 0.0555],
  },
  /**
   * Averages over recordings' spectra, so they include what harmonics add to the notes. K. Noland & M. Sandler, "Signal processing parameters for
   * tonality estimation", AES 122, 2007: Bach's Well-Tempered Clavier, book I.
   */
  noland: {
    major: [0.0629, 0.0146, 0.061, 0.0121, 0.0623, 0.0414, 0.0248, 0.0631, 0.015, 0.0521, 0.0142, 0.0478],
    minor: [0.0682, 0.0138, 0.0543, 0.0519, 0.0234, 0.0544, 0.0176, 0.067, 0.0349, 0.0297, 0.0401, 0.027],
  },
} as const satisfies Record<string, KeyProfile>;

export type KeyProfileName = keyof typeof KEY_PROFILES;
