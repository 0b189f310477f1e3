import { whiteNoise } from './band-noise.js';
import { type Draw, fromDecibels } from './draw.js';

/** A frequency at which the cage rings. */
interface Mode {
  /** Turn of the phase from sample to sample, radians. */
  readonly turn: number;
  /** Level from sample to sample. */
  readonly fading: number;
  readonly level: number;
}

/**
 * Adds what a bird does to its cage: series of blows on metal, each a crack of 1 to 15 ms and a few frequencies that ring for 10 to 400 ms, always the same
 * ones. Tonal, but nobody's voice.
 */
export function addRingingBlows(samples: Float32Array, draw: Draw, sampleRateHz: number): void {
  const modes = Array.from({ length: draw.whole(2, 9) }, () => ({
    turn: (2 * Math.PI * draw.scaled(600, 0.47 * sampleRateHz)) / sampleRateHz,
    fading: Math.exp(-1 / (draw.scaled(0.01, 0.4) * sampleRateHz)),
    level: draw.scaled(0.02, 0.5),
  }));
  const loudest = -draw.between(0, 30);
  for (let series = draw.whole(1, 4); series > 0; series--) {
    let begin = Math.floor(draw.between(0, samples.length));
    for (let blow = draw.whole(1, 14); blow > 0 && begin < samples.length; blow--) {
      addBlow(samples, begin, modes, draw, { sampleRateHz, level: fromDecibels(loudest - draw.between(0, 15)) });
      begin += Math.round(draw.scaled(0.008, 0.25) * sampleRateHz);
    }
  }
}

function addBlow(
  samples: Float32Array,
  begin: number,
  modes: readonly Mode[],
  draw: Draw,
  { sampleRateHz, level }: { sampleRateHz: number; level: number },
): void {
  const length = Math.round(draw.scaled(0.001, 0.015) * sampleRateHz);
  const crack = whiteNoise(length, draw.random);
  for (let index = 0; index < Math.min(length, samples.length - begin); index++) {
    samples[begin + index] += level * crack[index] * Math.exp((-3 * index) / length);
  }
  for (const mode of modes) {
    let size = level * mode.level * draw.between(0.2, 1);
    for (let index = begin; index < samples.length && size > 1e-4 * level; index++) {
      samples[index] += size * Math.sin(mode.turn * (index - begin));
      size *= mode.fading;
    }
  }
}
