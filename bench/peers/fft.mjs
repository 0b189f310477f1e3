import createKissFft from '@echogarden/kissfft-wasm';
import createPffft from '@echogarden/pffft-wasm/simd';
import FftJs from 'fft.js';
import { compare, DSP, microseconds, seconds } from './measure.mjs';

const { ShortTimeSpectrum } = await import(`${DSP}/fourier/short-time-spectrum.js`);
const { windowFunction } = await import(`${DSP}/fourier/window-functions.js`);
const { RealFft } = await import(`${DSP}/fourier/real-fft.js`);
const pffft = await createPffft();
const kissFft = await createKissFft();

/** PFFFT takes multiples of 32 made of 2, 3 and 5; the frame is copied in, as ours is. */
function pffftWork(size, samples, frames) {
  if (size % 32 !== 0) return undefined;
  const setup = pffft._pffft_new_setup(size, 0);
  const [input, output, work] = [0, 1, 2].map(() => pffft._pffft_aligned_malloc(4 * size));
  return () => {
    for (let frame = 0; frame < frames; frame++) {
      pffft.HEAPF32.set(samples.subarray(frame, frame + size), input >> 2);
      pffft._pffft_transform_ordered(setup, input, output, work, 0);
    }
  };
}

/** The same with a window and the power spectrum, which it leaves to JavaScript. */
function pffftPowerWork(size, samples, frames) {
  if (size % 32 !== 0) return undefined;
  const setup = pffft._pffft_new_setup(size, 0);
  const [input, output, work] = [0, 1, 2].map(() => pffft._pffft_aligned_malloc(4 * size));
  const window = Float32Array.from(windowFunction('hann', size));
  const frameIn = pffft.HEAPF32.subarray(input >> 2, (input >> 2) + size);
  const spectrum = pffft.HEAPF32.subarray(output >> 2, (output >> 2) + size);
  const power = new Float32Array(size / 2 + 1);
  return () => {
    for (let frame = 0; frame < frames; frame++) {
      for (let index = 0; index < size; index++) frameIn[index] = samples[frame + index] * window[index];
      pffft._pffft_transform_ordered(setup, input, output, work, 0);
      power[0] = spectrum[0] ** 2;
      power[size / 2] = spectrum[1] ** 2;
      for (let bin = 1; bin < size / 2; bin++) power[bin] = spectrum[2 * bin] ** 2 + spectrum[2 * bin + 1] ** 2;
    }
  };
}

function kissFftWork(size, samples, frames) {
  const setup = kissFft._kiss_fftr_alloc(size, 0, 0, 0);
  const [input, output] = [kissFft._malloc(4 * size), kissFft._malloc(4 * (size + 2))];
  return () => {
    for (let frame = 0; frame < frames; frame++) {
      kissFft.HEAPF32.set(samples.subarray(frame, frame + size), input >> 2);
      kissFft._kiss_fftr(setup, input, output);
    }
  };
}

function fftJsWork(size, samples, frames) {
  if (!Number.isInteger(Math.log2(size))) return undefined;
  const fft = new FftJs(size);
  const output = fft.createComplexArray();
  return () => {
    for (let frame = 0; frame < frames; frame++) fft.realTransform(output, samples.subarray(frame, frame + size));
  };
}

function doubleWork(size, samples, frames) {
  const fft = new RealFft(size);
  const [real, imaginary] = [new Float64Array(fft.bins), new Float64Array(fft.bins)];
  return () => {
    for (let frame = 0; frame < frames; frame++) fft.forward(samples.subarray(frame, frame + size), real, imaginary);
  };
}

function oursWork(size, samples, frames) {
  const spectrum = new ShortTimeSpectrum(size, windowFunction('hann', size));
  const power = new Float32Array(spectrum.bins);
  return () => {
    for (let frame = 0; frame < frames; frame++) spectrum.power(samples, frame, power);
  };
}

export function compareFfts() {
  for (const size of [400, 512, 1_024, 2_048, 4_096, 16_384]) {
    const frames = Math.round(2e7 / size);
    const samples = Float32Array.from({ length: frames + size }, (_, index) => Math.sin(index * index));
    const time = (prepare) => {
      const work = prepare(size, samples, frames);
      return work === undefined ? undefined : seconds(work);
    };
    const peers = {
      'pffft, window and power in JavaScript': pffftPowerWork,
      'pffft (WebAssembly SIMD), transform only': pffftWork,
      'kissfft (WebAssembly), transform only': kissFftWork,
      'fft.js (double), transform only': fftJsWork,
      'RealFft (double), transform only': doubleWork,
    };
    const measured = Object.entries(peers).map(([name, prepare]) => [name, time(prepare)]);
    compare(
      `Real transform of ${size} samples; Earshot with window and power`,
      time(oursWork),
      Object.fromEntries(measured.filter(([, duration]) => duration !== undefined)),
      microseconds(frames),
    );
  }
}
