import { MusicOptions } from './dto/music-options.dto.js';
import type { MusicResult } from './dto/music-result.dto.js';
import { MUSIC_RATE_HZ, MusicAnalyser } from './music-analyser.js';

const { exp, PI, sin } = Math;
const ALL = new MusicOptions();

/** C–F–G–C in quarter notes at 120 per minute, each with an attack. */
function song(seconds: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * MUSIC_RATE_HZ));
  const beat = MUSIC_RATE_HZ / 2;
  const roots = [0, 5, 7, 0];
  for (let index = 0; index * beat < samples.length; index++) {
    for (const note of [0, 4, 7]) {
      const angle = (2 * PI * 261.63 * 2 ** ((roots[Math.floor(index / 2) % 4] + note) / 12)) / MUSIC_RATE_HZ;
      for (let n = 0; n < beat && index * beat + n < samples.length; n++) {
        samples[index * beat + n] += 0.2 * exp(-n / 4_000) * (sin(angle * n) + 0.5 * sin(2 * angle * n));
      }
    }
  }
  return samples;
}

function analyse(samples: Float32Array, options: Partial<MusicOptions> = {}, blockSize = 4_096): MusicResult {
  const analyser = new MusicAnalyser({ ...ALL, ...options });
  for (let start = 0; start < samples.length; start += blockSize) {
    analyser.push(samples.subarray(start, start + blockSize));
  }
  return analyser.finish();
}

const NOTHING: MusicResult = {
  bpm: { value: null, confidence: 0, candidates: [] },
  beats: [],
  key: { tonic: null, scale: null, name: null, camelot: null, openKey: null, confidence: 0, candidates: [] },
};

describe('MusicAnalyser', () => {
  const music = song(20);

  it('hears tempo, beats and key of a simple song', () => {
    const { bpm, beats, key } = analyse(music);
    expect(bpm?.value).toBeCloseTo(120, 0);
    expect(key).toMatchObject({ tonic: 'C', scale: 'major' });
    expect(beats?.length).toBeGreaterThan(35);
    expect(beats).toEqual(beats?.toSorted((a, b) => a - b));
    expect(Math.min(...(beats ?? []))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...(beats ?? []))).toBeLessThanOrEqual(20);
  });

  it('says the same however the audio is cut', () => {
    const whole = analyse(music, {}, music.length);
    expect(analyse(music, {}, 1_000)).toEqual(whole);
    expect(analyse(music, {}, 9_999)).toEqual(whole);
  });

  it('tells only what was asked for', () => {
    expect(Object.keys(analyse(music, { beats: false, key: false }))).toEqual(['bpm']);
    expect(Object.keys(analyse(music, { bpm: false, key: false }))).toEqual(['beats']);
    expect(Object.keys(analyse(music, { bpm: false, beats: false }))).toEqual(['key']);
  });

  it('keeps to the range of tempi', () => {
    expect(analyse(music, { maximumBpm: 100 }).bpm?.value).toBeCloseTo(60, 0);
  });

  it.each([
    ['nothing', 0],
    ['one sample', 1],
    ['10 ms', 220],
    ['half a second', 11_025],
  ])('takes %s of music for neither tempo nor key', (_, length) => {
    expect(analyse(music.subarray(0, length))).toEqual(NOTHING);
  });

  it.each([
    ['silence', 0],
    ['a constant', 0.5],
  ])('hears nothing in %s', (_, value) => {
    expect(analyse(new Float32Array(10 * MUSIC_RATE_HZ).fill(value))).toEqual(NOTHING);
  });

  it('hears no key in whistles that glide, nor in bursts of noise', () => {
    let state = 1;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const length = 10 * MUSIC_RATE_HZ;
    const whistle = Float32Array.from({ length }, (_, n) => {
      const second = n / MUSIC_RATE_HZ;
      return 0.5 * sin(2 * PI * 2_000 * second + 900 * sin(6 * second));
    });
    const bursts = Float32Array.from({ length }, (_, n) => exp(-(n % 11_025) / 1_500) * (random() - 0.5));
    for (const samples of [whistle, bursts]) {
      expect(analyse(samples, { bpm: false, beats: false }).key).toEqual(NOTHING.key);
    }
  });

  it('stays finite on clipped audio and on full-scale steps', () => {
    const clipped = music.map((value) => Math.max(-1, Math.min(1, 40 * value)));
    const { bpm, beats, key } = analyse(clipped);
    const numbers = [bpm?.value, bpm?.confidence, key?.confidence, ...(beats ?? [])];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(key?.tonic).toBe('C');
  });

  it('gives confidences that belong to the first candidates', () => {
    const { bpm, key } = analyse(music);
    expect(bpm?.candidates[0]).toEqual({ value: bpm?.value, weight: bpm?.confidence });
    expect(key?.candidates[0]).toEqual({
      tonic: 'C',
      scale: 'major',
      name: 'C major',
      camelot: '8B',
      openKey: '1d',
      weight: key?.confidence,
    });
    expect(key).toMatchObject({ tonic: 'C', scale: 'major', name: 'C major', camelot: '8B', openKey: '1d' });
  });
});
