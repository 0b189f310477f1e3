/** Direction of the tuning of some seconds of sound; its length is how much of it there is. */
export interface TuningVector {
  readonly cosine: number;
  readonly sine: number;
}

/** How much of a block's direction its neighbours take over, each from the next. */
const MEMORY = Math.exp(-1 / 2);

/**
 * Follows the tuning from block to block, semitones: a slow drift may lead on past a quarter tone, where a tuning taken from the whole would have to
 * jump to the next semitone. The mean of the path, weighted by how much each block says, lies in -0.5..0.5.
 * Source: circular means as in K. Dressler & S. Streich, "Tuning frequency estimation using circular statistics", ISMIR 2007, smoothed in time.
 */
export function followTuning(blocks: readonly TuningVector[]): number[] {
  const path: number[] = [];
  for (const { cosine, sine } of smoothed(blocks)) {
    const tuning = Math.atan2(sine, cosine) / (2 * Math.PI);
    const before = path.at(-1) ?? tuning;
    path.push(tuning + Math.round(before - tuning));
  }
  let sum = 0;
  let weight = 0;
  blocks.forEach(({ cosine, sine }, index) => {
    sum += path[index] * Math.hypot(cosine, sine);
    weight += Math.hypot(cosine, sine);
  });
  const shift = weight > 0 ? Math.round(sum / weight) : 0;
  return path.map((tuning) => tuning - shift);
}

/** Each vector plus its neighbours' on both sides, which count less the further away they are. */
function smoothed(blocks: readonly TuningVector[]): TuningVector[] {
  const forwards = remembered(blocks);
  const backwards = remembered(blocks.toReversed()).toReversed();
  return blocks.map(({ cosine, sine }, index) => ({
    cosine: forwards[index].cosine + backwards[index].cosine - cosine,
    sine: forwards[index].sine + backwards[index].sine - sine,
  }));
}

function remembered(blocks: readonly TuningVector[]): TuningVector[] {
  let cosine = 0;
  let sine = 0;
  return blocks.map((block) => {
    cosine = MEMORY * cosine + block.cosine;
    sine = MEMORY * sine + block.sine;
    return { cosine, sine };
  });
}
