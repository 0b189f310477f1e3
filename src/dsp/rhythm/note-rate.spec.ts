import { noteRate } from './note-rate.js';

function onsetsAt(frames: readonly number[], length: number, height = 5): Float32Array {
  const envelope = new Float32Array(length);
  for (const frame of frames) envelope.set([height / 2, height, height / 2], frame - 1);
  return envelope;
}

describe('noteRate', () => {
  it('counts notes between the first and the last one', () => {
    const envelope = onsetsAt([100, 120, 140, 160, 180], 1_000);
    expect(noteRate(envelope, envelope, 80)).toBe(4);
  });

  it('passes over what is much softer than the rest', () => {
    const envelope = onsetsAt([100, 120, 140, 160, 180], 300);
    envelope[130] = 0.6;
    expect(noteRate(envelope, envelope, 80)).toBe(4);
  });

  it('is 0 without two notes', () => {
    expect(noteRate(new Float32Array(0), new Float32Array(0), 80)).toBe(0);
    expect(noteRate(new Float32Array(100), new Float32Array(100), 80)).toBe(0);
    const one = onsetsAt([50], 100);
    expect(noteRate(one, one, 80)).toBe(0);
  });

  it('refuses a frame rate of 0', () => {
    expect(() => noteRate(new Float32Array(1), new Float32Array(1), 0)).toThrow('frameRateHz');
  });
});
