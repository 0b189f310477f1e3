import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { powerToDb } from './decibels.js';
import { melFilterBank } from './mel-filter-bank.js';
import { powerSpectrogram, type Spectrogram } from './spectrogram.js';

/** librosa's answers for real recordings; they lie beside the checkout and are not part of it. */
const SHARED = join(__dirname, '../../../shared');
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

/** The picture's mel bands: each bin stands eight times, so that narrow bands are not empty. */
function melPicture(spectrogram: Spectrogram, picture: GoldenPicture): Float32Array {
  const { bins, num_spec_columns: columns } = picture;
  const bank = melFilterBank({
    sampleRateHz: picture.sampling_rate,
    fftLength: picture.n_fft,
    oversampling: 8,
    bands: bins,
    minimumHz: picture.min_frequency,
    maximumHz: picture.max_frequency,
  });
  const output = new Float32Array(bins * columns);
  const column = new Float32Array(bins);
  for (let frame = 0; frame < columns; frame++) {
    bank.apply(spectrogram.data.subarray(frame * spectrogram.bins, (frame + 1) * spectrogram.bins), column);
    column.forEach((value, band) => (output[band * columns + frame] = value));
  }
  return output;
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
      const spectrogram = powerSpectrogram(clip, { fftLength: picture.n_fft, hopLength: picture.hop_length });
      const decibels = powerToDb(melPicture(spectrogram, picture), { reference: 'maximum' });
      const golden = readFloats(`${name}.db.f32`);
      const worst = golden.reduce((most, value, index) => Math.max(most, Math.abs(value - decibels[index])), 0);
      expect(decibels).toHaveLength(golden.length);
      expect(worst).toBeLessThan(0.01);
    },
  );

  it("Whisper's 80 mel bands within 1e-3", () => {
    const spectrogram = powerSpectrogram(readWav('audio/animals/meerkat/VALP007_AL_6_15DEC2022_MF_ML.wav'), {
      fftLength: 400,
      hopLength: 160,
    });
    const bank = melFilterBank({ sampleRateHz: 16_000, fftLength: 400, bands: 80 });
    const frames = spectrogram.frames - 1;
    const mel = new Float32Array(frames * 80);
    for (let frame = 0; frame < frames; frame++) {
      bank.apply(spectrogram.data.subarray(frame * 201, (frame + 1) * 201), mel, frame * 80);
    }
    const logarithms = mel.map((value) => Math.log10(Math.max(1e-10, value)));
    const floor = Math.max(...logarithms) - 8;
    const golden = readFloats('meerkat.whisper80.f32');
    const worst = golden.reduce((most, value, index) => {
      const [band, frame] = [Math.floor(index / frames), index % frames];
      return Math.max(most, Math.abs(value - (Math.max(floor, logarithms[frame * 80 + band]) + 4) / 4));
    }, 0);
    expect(golden).toHaveLength(frames * 80);
    expect(worst).toBeLessThan(1e-3);
  });
});
