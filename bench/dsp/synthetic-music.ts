const BPM = 120;
/** Semitones from A of the four chords of a loop (Am, F, C, G), a bar each. */
const CHORDS = [
  [0, 3, 7],
  [-4, 0, 3],
  [3, 7, 10],
  [-2, 2, 5],
];
const HARMONICS = [1, 0.5, 0.3, 0.2, 0.1, 0.05];

/** The same music every time: chords and a bass of decaying harmonics, a drum and a cymbal of noise, 120 beats per minute, A minor. */
export function syntheticMusic(seconds: number, sampleRateHz: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * sampleRateHz));
  const beatLength = (60 / BPM) * sampleRateHz;
  const noise = pseudoRandom();
  for (let beat = 0; beat * beatLength < samples.length; beat++) {
    const begin = Math.round(beat * beatLength);
    const end = Math.min(samples.length, Math.round((beat + 1) * beatLength));
    const chord = CHORDS[Math.floor(beat / 4) % CHORDS.length];
    for (const semitone of chord) addTone(samples.subarray(begin, end), 220 * 2 ** (semitone / 12), 0.1, sampleRateHz);
    addTone(samples.subarray(begin, end), 55 * 2 ** (chord[0] / 12), 0.2, sampleRateHz);
    for (let index = begin; index < end; index++) {
      const time = (index - begin) / sampleRateHz;
      const drum = beat % 2 === 0 ? Math.exp(-time * 30) : 0;
      samples[index] += 0.3 * drum * Math.sin(2 * Math.PI * 60 * time) + (0.1 * Math.exp(-time * 60) + 0.001) * noise();
    }
  }
  return samples;
}

function addTone(samples: Float32Array, frequencyHz: number, amplitude: number, sampleRateHz: number): void {
  HARMONICS.forEach((weight, order) => {
    const turn = (2 * Math.PI * frequencyHz * (order + 1)) / sampleRateHz;
    if (turn >= Math.PI) return;
    // A rotation of a decaying vector: no sine a sample.
    const decay = Math.exp(-4 / sampleRateHz);
    const [cosine, sine] = [decay * Math.cos(turn), decay * Math.sin(turn)];
    let [real, imaginary] = [amplitude * weight, 0];
    for (let index = 0; index < samples.length; index++) {
      samples[index] += imaginary;
      [real, imaginary] = [real * cosine - imaginary * sine, real * sine + imaginary * cosine];
    }
  });
}

/** Numbers of -1..1 (Lehmer, 1951). */
function pseudoRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  };
}
