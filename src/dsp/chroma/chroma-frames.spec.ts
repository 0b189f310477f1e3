import { chromaCqt, type ChromaCqtOptions } from './chroma-cqt.js';
import { chromaStft, type ChromaStftOptions } from './chroma-stft.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

const RATE = 22_050;
type ChromaFunction = (samples: Float32Array, options: ChromaStftOptions & ChromaCqtOptions) => Spectrogram;

/** Tones of the given pitches (MIDI), each with an octave above it. */
const chord = (pitches: readonly number[], length = RATE): Float32Array =>
  Float32Array.from({ length }, (_, index) =>
    pitches.reduce((sum, pitch) => {
      const angle = (2 * Math.PI * 440 * 2 ** ((pitch - 69) / 12) * index) / RATE;
      return sum + 0.1 * Math.sin(angle) + 0.05 * Math.sin(2 * angle);
    }, 0),
  );

const middleFrame = ({ frames, bins, data }: Spectrogram): number[] => {
  const middle = Math.floor(frames / 2);
  return [...data.subarray(middle * bins, (middle + 1) * bins)];
};

const loudClasses = (chroma: Spectrogram): number[] => {
  const frame = middleFrame(chroma);
  return frame.flatMap((value, index) => (value > 0.5 ? [index] : []));
};

describe.each<[string, ChromaFunction]>([
  ['chromaStft', chromaStft],
  ['chromaCqt', chromaCqt],
])('%s', (_, chroma) => {
  const options = { sampleRateHz: RATE, minimumHz: 65.4 };

  it('shows the notes of a chord, the loudest as 1', () => {
    const result = chroma(chord([60, 64, 67]), options);
    expect([result.frames, result.bins]).toEqual([44, 12]);
    expect(loudClasses(result)).toEqual([0, 4, 7]);
    expect(Math.max(...middleFrame(result))).toBe(1);
    expect(loudClasses(chroma(chord([69]), options))).toEqual([9]);
  });

  it('follows the tuning of the recording, or the one that it is given', () => {
    expect(loudClasses(chroma(chord([60.4, 64.4, 67.4]), options))).toEqual([0, 4, 7]);
    const binsPerOctave = 12;
    const sharp = chord([69.8]);
    expect(middleFrame(chroma(sharp, { ...options, binsPerOctave, tuning: 0.8 })).indexOf(1)).toBe(9);
    expect(middleFrame(chroma(sharp, { ...options, binsPerOctave, tuning: -0.2 })).indexOf(1)).toBe(10);
  });

  it('does not depend on gain, and moves with the signal', () => {
    const samples = chord([62, 65]);
    const late = new Float32Array(samples.length + 1_024);
    late.set(
      samples.map((value) => value / 8),
      1_024,
    );
    const early = chroma(samples, { ...options, tuning: 0 });
    const shifted = chroma(late, { ...options, tuning: 0 });
    expect(shifted.frames).toBe(early.frames + 2);
    early.data.forEach((value, index) => {
      expect(shifted.data[index + 24]).toBeCloseTo(value, 3);
    });
  });

  it('is zero for silence, and takes single samples and none', () => {
    expect(chroma(new Float32Array(3_000), options).data.every((value) => value === 0)).toBe(true);
    expect(chroma(new Float32Array(0), options)).toMatchObject({ frames: 0, bins: 12 });
    const one = chroma(Float32Array.of(1), options);
    expect(one.frames).toBe(1);
    expect(Math.max(...one.data)).toBe(1);
  });

  it('refuses NaN and bad options', () => {
    const samples = chord([69], 3_000);
    expect(() => chroma(Float32Array.of(0, Number.NaN), options)).toThrow('samples[1]');
    expect(() => chroma([0] as unknown as Float32Array, options)).toThrow('samples');
    expect(() => chroma(samples, { ...options, sampleRateHz: 0 })).toThrow('sampleRateHz');
    expect(() => chroma(samples, { ...options, hopLength: 0 })).toThrow('hopLength');
    expect(() => chroma(samples, { ...options, classes: 0 })).toThrow('classes');
    expect(() => chroma(samples, { ...options, tuning: 3 })).toThrow('tuning');
  });
});

describe('chromaCqt', () => {
  const options = { sampleRateHz: RATE, tuning: 0 };

  it('starts its classes at C whatever the lowest bin is', () => {
    for (const minimumHz of [55, 65.406, 73.416, 98]) {
      expect(loudClasses(chromaCqt(chord([71]), { ...options, minimumHz, octaves: 5 }))).toEqual([11]);
    }
  });

  it('gives a class the bins about its centre', () => {
    const sevenBins = (cents: number): number[] =>
      loudClasses(chromaCqt(chord([69 + cents / 100]), { ...options, octaves: 6, binsPerOctave: 84 }));
    expect(sevenBins(40)).toEqual([9]);
    expect(sevenBins(-40)).toEqual([9]);
    expect(sevenBins(60)).toEqual([10]);
  });

  it('drops sums below the threshold', () => {
    const { data } = chromaCqt(chord([69]), { ...options, threshold: 1e6 });
    expect(data.every((value) => value === 0)).toBe(true);
  });

  it('is the same in one piece and in several', () => {
    const samples = chord([57, 60, 64], 2_100 * 16);
    const { data } = chromaCqt(samples, { ...options, hopLength: 16, minimumHz: 220, octaves: 2 });
    const alone = chromaCqt(samples, { ...options, hopLength: 16 * 2_090, minimumHz: 220, octaves: 2 });
    alone.data.subarray(12, 24).forEach((value, index) => {
      expect(data[2_090 * 12 + index]).toBeCloseTo(value, 4);
    });
  });

  it('refuses bins that cannot be shared out, and octaves beyond the Nyquist frequency', () => {
    const samples = chord([69], 1_000);
    expect(() => chromaCqt(samples, { ...options, binsPerOctave: 20 })).toThrow('a multiple of classes (12)');
    expect(() => chromaCqt(samples, { ...options, octaves: 9 })).toThrow('minimumHz');
    expect(() => chromaCqt(samples, { ...options, octaves: 0 })).toThrow('octaves');
    expect(() => chromaCqt(samples, { ...options, threshold: Number.NaN })).toThrow('threshold');
  });
});
