/** Steps of a semitone in which pitches are gathered: tunings are told apart by 5 cents. */
const STEPS = 20;
const PITCHES = 12 * STEPS;
/** A peak half a semitone away from a pitch class counts nothing. */
const REACH = STEPS / 2;
const WEIGHTS = Float64Array.from(
  { length: 2 * REACH - 1 },
  (_, index) => Math.cos((Math.PI * (index - REACH + 1)) / STEPS) ** 2,
);

/**
 * Folds the peaks of a frame to twelve pitch classes for each of 20 tunings at once, so that the tuning may be found later than the profile.
 * `folded[20 · pitchClass + tuning]` holds the compressed sums.
 */
export class TunedFold {
  private readonly gathered = new Float64Array(PITCHES);
  /** The same, continued at both ends to spare the innermost loop a remainder. */
  private readonly around = new Float64Array(PITCHES + 2 * REACH);

  empty(): Float32Array {
    return new Float32Array(PITCHES);
  }

  clear(): void {
    this.gathered.fill(0);
  }

  /** @param semitones pitch above any C */
  gather(semitones: number, magnitude: number): void {
    this.gathered[modulo(Math.round(semitones * STEPS), PITCHES)] += magnitude;
  }

  /** Adds the frame's pitch classes to a block's, times a weight. The exponent 2/3 is what hearing more than the loudest note takes. */
  addTo(folded: Float32Array, weight: number): void {
    this.around.set(this.gathered.subarray(PITCHES - REACH), 0);
    this.around.set(this.gathered, REACH);
    this.around.set(this.gathered.subarray(0, REACH), REACH + PITCHES);
    for (let pitch = 0; pitch < PITCHES; pitch++) {
      let sum = 0;
      for (let index = 0; index < WEIGHTS.length; index++) sum += WEIGHTS[index] * this.around[pitch + 1 + index];
      folded[pitch] += weight * Math.cbrt(sum * sum);
    }
  }

  /** Adds a block's pitch classes for one tuning, semitones, to `sums`. */
  addTuned(folded: Float32Array, tuning: number, sums: Float64Array): void {
    const shift = Math.round(tuning * STEPS);
    for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
      sums[pitchClass] += folded[modulo(pitchClass * STEPS + shift, PITCHES)];
    }
  }
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
