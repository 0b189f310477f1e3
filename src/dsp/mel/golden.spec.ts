import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { powerToDb } from '../levels/decibels.js';
import { melSpectrogram } from './mel-spectrogram.js';
import { mfcc } from './mfcc.js';
import { type Spectrogram } from '../fourier/spectrogram.js';
import { whisperLogMel } from './whisper-log-mel.js';

/** librosa's answers for real recordings; they lie beside the checkout and are not part of it. */
const SHARED = join(__dirname, '../../../../shared');
const isHere = existsSync(join(SHARED, 'golden/spectrogram/index.json'));
const describeGolden = isHere ? describe : describe.skip;
const path = (file: string): string => join(SHARED, file);

interface GoldenPicture {
  readonly name: string;
  readonly file: string;
  readonly method: string;
  readonly sampling_rate: number;
  readonly hop_length: number;
  readonly num_spec_columns: number;
  readonly bins: number;
  readonly min_frequency: number;
  readonly max_frequency: number;
  readonly n_fft: number;
}

/** First channel of a 16-bit WAV file with one format and one data chunk. */
function readWav(file: string): Float32Array {
  const bytes = readFileSync(path(file));
  const channels = bytes.readUInt16LE(22);
  let chunk = 12;
  while (bytes.toString('ascii', chunk, chunk + 4) !== 'data') chunk += 8 + bytes.readUInt32LE(chunk + 4);
  const frames = Math.floor(Math.min(bytes.readUInt32LE(chunk + 4), bytes.length - chunk - 8) / (2 * channels));
  return Float32Array.from(
    { length: frames },
    (_, frame) => bytes.readInt16LE(chunk + 8 + 2 * channels * frame) / 32_768,
  );
}

function readFloats(file: string): Float32Array {
  const bytes = readFileSync(path(`golden/spectrogram/${file}`));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const MEERKAT = 'audio/animals/meerkat/VALP007_AL_6_15DEC2022_MF_ML.wav';

/** The largest difference from golden values that stand row after row, where ours stand frame after frame. */
function worstDifference(golden: Float32Array, { frames, bins, data }: Spectrogram): number {
  const difference = (value: number, index: number): number =>
    Math.abs(value - data[(index % frames) * bins + Math.floor(index / frames)]);
  return golden.reduce((most, value, index) => Math.max(most, difference(value, index)), 0);
}

const PICTURES = isHere
  ? (JSON.parse(readFileSync(path('golden/spectrogram/index.json'), 'utf8')) as GoldenPicture[])
  : [];
const LOG_MEL_PICTURES = PICTURES.filter(({ method }) => method === 'log-mel');

describeGolden('agreement with librosa (skipped without ../shared)', () => {
  it.each(LOG_MEL_PICTURES.map((picture) => [picture.name, picture] as const))(
    'log-mel of %s within 0.01 dB',
    (name, picture) => {
      const samples = readWav(picture.file);
      const clip = new Float32Array(picture.hop_length * picture.num_spec_columns);
      clip.set(samples.subarray(0, clip.length));
      const { data } = melSpectrogram(clip, {
        sampleRateHz: picture.sampling_rate,
        fftLength: picture.n_fft,
        hopLength: picture.hop_length,
        bands: picture.bins,
        minimumHz: picture.min_frequency,
        maximumHz: picture.max_frequency,
        oversampling: 8,
      });
      const [frames, bins] = [picture.num_spec_columns, picture.bins];
      // The picture lacks the last frame, also where its range is found.
      const decibels = powerToDb(data.subarray(0, frames * bins), { reference: 'maximum' });
      const golden = readFloats(`${name}.db.f32`);
      expect(golden).toHaveLength(decibels.length);
      expect(worstDifference(golden, { frames, bins, data: decibels })).toBeLessThan(0.01);
    },
  );

  it("Whisper's 80 mel bands within 1e-3", () => {
    const { bands, frames, data } = whisperLogMel(readWav(MEERKAT));
    const golden = readFloats('meerkat.whisper80.f32');
    expect([bands, frames]).toEqual([80, 728]);
    expect(golden).toHaveLength(bands * frames);
    expect(golden.reduce((most, value, index) => Math.max(most, Math.abs(value - data[index])), 0)).toBeLessThan(1e-3);
  });

  it('20 MFCCs within 1e-3', () => {
    const coefficients = mfcc(readWav(MEERKAT), { sampleRateHz: 16_000 });
    const golden = readFloats('meerkat.mfcc20.f32');
    expect(coefficients).toMatchObject({ frames: 228, bins: 20 });
    expect(golden).toHaveLength(228 * 20);
    expect(worstDifference(golden, coefficients)).toBeLessThan(1e-3);
  });
});
