import { type RandomSource } from '../../../training/index.js';
import { type Label } from '../labelled-audio.js';
import { bandPass, rootMeanSquareOf, tilt, whiteNoise } from './band-noise.js';
import { Draw, fromDecibels } from './draw.js';
import { addRingingBlows } from './ringing-blows.js';
import { inventVoice, singVoice, type Voice } from './voice.js';

export interface SyntheticScene {
  readonly samples: Float32Array;
  /** Where each call can be heard, s; class 0. */
  readonly labels: readonly Label[];
}

export interface SceneOptions {
  readonly sampleRateHz: number;
  readonly seconds: number;
  /** Mixed in as background, of any length; noise is made when left out. */
  readonly background?: Float32Array;
  /** Whether metal rings in some scenes: see `addRingingBlows`. */
  readonly blows?: boolean;
}

/** A call is heard until it has faded this far below its peak, dB. */
const AUDIBLE_DB = 20;

/**
 * Invented animals in invented noise: call types of harmonics, whistles, trills and noise, repeated with small changes in bouts with pauses of 4 ms and
 * more, reverberant and with faint calls from afar that nobody would label. Labels are exact: from the sample where a call rises above −20 dB of its own peak to that
 * where it falls below (or below the noise, where that is louder); reverberation does not count.
 */
export function synthesiseScene(random: RandomSource, options: SceneOptions): SyntheticScene {
  const draw = new Draw(random);
  const { sampleRateHz, seconds } = options;
  const samples = new Float32Array(Math.round(sampleRateHz * seconds));
  const labels: Label[] = [];
  const peakOverNoise = draw.between(6, 50);
  const most = (sampleRateHz / 2) * draw.one([1, 1, 1, 0.7, 0.5]);
  const voices = Array.from({ length: draw.whole(1, 5) }, () => inventVoice(draw, most));
  const jitter = draw.between(0, 0.08);
  const loose = draw.scaled(0.03, 0.6);
  if (!draw.chance(0.08)) {
    let time = draw.between(-0.2, 0.4 * seconds);
    let bout = draw.whole(1, 14);
    while (time < seconds) {
      const voice = draw.one(voices);
      const length = addCall(samples, labels, { voice, draw, sampleRateHz, time, jitter, noise: peakOverNoise });
      const pause = draw.chance(0.8) ? draw.scaled(0.006, loose) : draw.scaled(0.004, 0.02);
      time += length + pause;
      if (--bout > 0) continue;
      bout = draw.whole(1, 14);
      time += draw.scaled(0.05, 1.5);
    }
  }
  if (draw.chance(0.6)) reverberate(samples, draw, sampleRateHz);
  if (draw.chance(0.2)) addFarCalls(samples, draw, sampleRateHz);
  if (options.blows && draw.chance(0.35)) addRingingBlows(samples, draw, sampleRateHz);
  const background = makeBackground(samples.length, draw, options);
  const level = fromDecibels(-peakOverNoise);
  for (let index = 0; index < samples.length; index++)
    samples[index] = 0.3 * (samples[index] + level * background[index]);
  return { samples, labels };
}

interface Call {
  readonly voice: Voice;
  readonly draw: Draw;
  readonly sampleRateHz: number;
  readonly time: number;
  readonly jitter: number;
  /** How far the noise lies below the loudest call, dB. */
  readonly noise: number;
}

/** @returns seconds that the call takes */
function addCall(samples: Float32Array, labels: Label[], call: Call): number {
  const { voice, draw, sampleRateHz } = call;
  const speed = draw.scaled(1 - call.jitter, 1 + call.jitter);
  const sound = singVoice(voice, sampleRateHz, draw, speed);
  const level = voice.level * fromDecibels(-draw.between(0, 4));
  const envelope = fade(sound, voice, sampleRateHz);
  const begin = Math.round(call.time * sampleRateHz);
  let peak = 0;
  for (const value of envelope) peak = Math.max(peak, value);
  // Noise covers the soft beginning and end of a call that hardly stands out.
  const audible = peak * fromDecibels(-Math.max(4, Math.min(AUDIBLE_DB, call.noise + 20 * Math.log10(level) + 6)));
  let [first, last] = [-1, -1];
  for (let index = 0; index < sound.length; index++) {
    const place = begin + index;
    if (place >= 0 && place < samples.length) samples[place] += level * sound[index];
    if (envelope[index] < audible) continue;
    if (first < 0) first = index;
    last = index;
  }
  const onset = Math.max(0, (begin + first) / sampleRateHz);
  const offset = Math.min(samples.length / sampleRateHz, (begin + last + 1) / sampleRateHz);
  if (first >= 0 && offset > onset) labels.push({ onset, offset, class: 0 });
  return sound.length / sampleRateHz;
}

/** Lets the call swell and fade in place. @returns how loud it is at each sample: the largest size within 2 ms */
function fade(sound: Float32Array, voice: Voice, sampleRateHz: number): Float32Array {
  const attack = Math.max(1, voice.attack * sampleRateHz);
  const decay = Math.max(1, voice.decay * sampleRateHz);
  const envelope = new Float32Array(sound.length);
  const release = Math.exp(-1 / (0.0007 * sampleRateHz));
  for (let index = 0; index < sound.length; index++) {
    const rise = Math.min(1, (index + 1) / attack);
    const fall = Math.min(1, (sound.length - index) / decay);
    sound[index] *= Math.sin((Math.PI / 2) * rise) * fall * fall;
  }
  let level = 0;
  for (let index = 0; index < sound.length; index++) {
    level = Math.max(Math.abs(sound[index]), level * release);
    envelope[index] = level;
  }
  level = 0;
  for (let index = sound.length - 1; index >= 0; index--) {
    level = Math.max(Math.abs(sound[index]), level * release);
    envelope[index] = Math.min(envelope[index], level);
  }
  return envelope;
}

/** A few echoes and a comb that rings for 20..200 ms. */
function reverberate(samples: Float32Array, draw: Draw, sampleRateHz: number): void {
  const wet = fromDecibels(-draw.between(8, 30));
  const ringing = draw.scaled(0.02, 0.2);
  const combs = Array.from({ length: 4 }, () => {
    const delay = Math.max(1, Math.round(draw.between(0.0043, 0.019) * sampleRateHz));
    return { delay, gain: 10 ** ((-3 * delay) / (ringing * sampleRateHz)), line: new Float32Array(delay) };
  });
  for (let index = 0; index < samples.length; index++) {
    let sum = 0;
    for (const { delay, gain, line } of combs) {
      const place = index % delay;
      sum += line[place];
      line[place] = samples[index] + gain * line[place];
    }
    samples[index] += wet * sum * 0.5;
  }
}

function addFarCalls(samples: Float32Array, draw: Draw, sampleRateHz: number): void {
  const level = fromDecibels(-draw.between(26, 40));
  const voices = [inventVoice(draw, sampleRateHz / 2), inventVoice(draw, sampleRateHz / 2)];
  let begin = Math.round(draw.between(0, 0.5) * sampleRateHz);
  while (begin < samples.length) {
    const voice = draw.one(voices);
    const sound = singVoice(voice, sampleRateHz, draw, 1);
    fade(sound, voice, sampleRateHz);
    const end = Math.min(sound.length, samples.length - begin);
    for (let index = 0; index < end; index++) samples[begin + index] += level * sound[index];
    begin += sound.length + Math.round(draw.scaled(0.02, 1) * sampleRateHz);
  }
}

/** Noise of a random colour with hum, knocks and rustling, of root mean square about 0.3. */
function makeBackground(length: number, draw: Draw, { sampleRateHz, background }: SceneOptions): Float32Array {
  const noise = background && background.length > 0 ? repeated(background, length, draw) : colouredNoise(length, draw);
  const gain = 0.3 / Math.max(1e-6, rootMeanSquareOf(noise));
  for (let index = 0; index < length; index++) noise[index] *= gain;
  if (draw.chance(0.25)) addHum(noise, draw, sampleRateHz);
  if (draw.chance(0.35)) addKnocks(noise, draw, sampleRateHz);
  return noise;
}

function repeated(background: Float32Array, length: number, draw: Draw): Float32Array {
  const begin = Math.floor(draw.between(0, background.length));
  return Float32Array.from({ length }, (_, index) => background[(begin + index) % background.length]);
}

function colouredNoise(length: number, draw: Draw): Float32Array {
  const noise = whiteNoise(length, draw.random);
  if (draw.chance(0.75))
    tilt(noise, draw.one([draw.between(0.3, 0.97), draw.between(0.9, 0.995), draw.between(-0.8, 0)]));
  if (!draw.chance(0.3)) return noise;
  const band = whiteNoise(length, draw.random);
  const centre = draw.scaled(0.01, 0.45);
  bandPass(band, centre, centre * draw.between(0.3, 1.5));
  const gain = (draw.between(0.2, 2) * rootMeanSquareOf(noise)) / Math.max(1e-6, rootMeanSquareOf(band));
  for (let index = 0; index < length; index++) noise[index] += gain * band[index];
  return noise;
}

function addHum(noise: Float32Array, draw: Draw, sampleRateHz: number): void {
  const pitch = draw.one([50, 60, 100, draw.scaled(80, 4_000)]);
  const levels = Array.from({ length: draw.whole(1, 6) }, () => draw.between(0, 0.6));
  for (const [index, level] of levels.entries()) {
    const turn = (2 * Math.PI * pitch * (index + 1)) / sampleRateHz;
    if (turn > Math.PI) break;
    for (let sample = 0; sample < noise.length; sample++) noise[sample] += level * Math.sin(turn * sample);
  }
}

/** Dull knocks, sharp clicks and wing beats: sounds that no animal makes with its throat. */
function addKnocks(noise: Float32Array, draw: Draw, sampleRateHz: number): void {
  for (let count = draw.whole(1, 12); count > 0; count--) {
    const begin = Math.floor(draw.between(0, noise.length));
    const length = Math.round(draw.scaled(0.0008, 0.03) * sampleRateHz);
    const knock = whiteNoise(length, draw.random);
    tilt(knock, draw.between(0, 0.99));
    const level = draw.scaled(0.5, 8) / Math.max(1e-6, rootMeanSquareOf(knock));
    const end = Math.min(length, noise.length - begin);
    for (let index = 0; index < end; index++) {
      noise[begin + index] += level * 0.3 * knock[index] * Math.exp((-4 * index) / length);
    }
  }
}
