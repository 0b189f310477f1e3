import { tilt, whiteNoise } from './band-noise.js';
import { type Draw, fromDecibels } from './draw.js';

/**
 * Adds what wings, straw and claws do: bursts of 20 to 600 ms of many small cracks, alone or in beats, without pitch and with little sound in the low
 * frequencies. Nobody's voice.
 */
export function addRustling(samples: Float32Array, draw: Draw, sampleRateHz: number): void {
  const loudest = -draw.between(0, 30);
  for (let burst = draw.whole(1, 6); burst > 0; burst--) {
    const begin = Math.floor(draw.between(0, samples.length));
    const length = Math.round(draw.scaled(0.02, 0.6) * sampleRateHz);
    const rustle = cracks(length, draw, sampleRateHz);
    tilt(rustle, draw.between(-0.6, 0.1));
    let most = 1e-9;
    for (const value of rustle) most = Math.max(most, Math.abs(value));
    const gain = fromDecibels(loudest - draw.between(0, 15)) / most;
    const end = Math.min(length, samples.length - begin);
    for (let index = 0; index < end; index++) samples[begin + index] += gain * rustle[index];
  }
}

/** Cracks of 0.3 to 8 ms at random times, more of them in the beats. */
function cracks(length: number, draw: Draw, sampleRateHz: number): Float32Array {
  const samples = new Float32Array(length);
  const beats = draw.chance(0.5) ? draw.scaled(8, 40) : 0;
  const perSecond = draw.scaled(60, 3_000);
  const [shortest, longest] = [0.0003 * sampleRateHz, draw.scaled(0.001, 0.008) * sampleRateHz];
  for (let count = Math.ceil((perSecond * length) / sampleRateHz); count > 0; count--) {
    const begin = Math.floor(draw.between(0, length));
    const place = begin / length;
    const beat = beats === 0 ? 1 : Math.max(0, Math.sin((2 * Math.PI * beats * begin) / sampleRateHz)) ** 2;
    const level = draw.scaled(0.03, 1) * beat * Math.min(1, 10 * place, 4 * (1 - place));
    const crack = whiteNoise(Math.ceil(draw.scaled(shortest, longest)), draw.random);
    const end = Math.min(crack.length, length - begin);
    for (let index = 0; index < end; index++) {
      samples[begin + index] += level * crack[index] * Math.exp((-4 * index) / crack.length);
    }
  }
  return samples;
}
