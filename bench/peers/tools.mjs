import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticMusic } from '../../dist/bench/dsp/synthetic-music.js';
import { MUSICAL_WORKLOADS } from '../../dist/bench/dsp/musical-workloads.js';
import { SPECTRAL_WORKLOADS } from '../../dist/bench/dsp/spectral-workloads.js';
import { commandSeconds, compare, realTime, seconds } from './measure.mjs';

const SECONDS = 600;
const RATE_HZ = 22_050;
const NATIVE_RATE_HZ = 44_100;

function writeWav(path, samples, rateHz) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(2 * rateHz, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((value, index) =>
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767))), 44 + 2 * index),
  );
  writeFileSync(path, bytes);
}

const ours = (name, samples) => {
  const { run } = [...SPECTRAL_WORKLOADS, ...MUSICAL_WORKLOADS].find((workload) => workload.name === name);
  return seconds(() => run(samples));
};

export function compareTools() {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-peers-'));
  const [low, native, picture] = ['low.wav', 'native.wav', 'picture.png'].map((name) => join(directory, name));
  const samples = syntheticMusic(SECONDS, RATE_HZ);
  writeWav(low, samples, RATE_HZ);
  writeWav(native, syntheticMusic(SECONDS, NATIVE_RATE_HZ), NATIVE_RATE_HZ);
  const frame = ['-B', '2048', '-H', '512'];
  const spectrum = 'showspectrumpic=s=1000x512:legend=0';
  compare(
    'Spectrogram: ours all log-mel frames, theirs a picture of 1000 columns',
    ours('log-mel 2048/512/128', samples),
    {
      'ffmpeg showspectrumpic': commandSeconds(
        ...['ffmpeg', '-nostdin', '-threads', '1', '-i', low, '-lavfi', spectrum, '-y', picture],
      ),
      'sox spectrogram': commandSeconds('sox', low, '-n', 'spectrogram', '-x', '1000', '-y', '513', '-o', picture),
    },
    realTime(SECONDS),
  );
  compare(
    'Mel bands',
    ours('mel 2048/512/128', samples),
    { 'aubio melbands (40 bands)': commandSeconds('aubio', 'melbands', ...frame, low) },
    realTime(SECONDS),
  );
  compare(
    'MFCC',
    ours('MFCC 20', samples),
    { 'aubio mfcc (13 coefficients)': commandSeconds('aubio', 'mfcc', ...frame, low) },
    realTime(SECONDS),
  );
  compare(
    'Tempo and beats',
    ours('tempo + beats', samples),
    {
      'aubio tempo': commandSeconds('aubio', 'tempo', native),
      'aubio beat': commandSeconds('aubio', 'beat', native),
      aubiotrack: commandSeconds('aubiotrack', '-i', native),
    },
    realTime(SECONDS),
  );
  compare(
    'Resampling 22.05 to 16 kHz',
    ours('resample 22.05 → 16 kHz', samples),
    {
      'ffmpeg -ar (its default filter)': commandSeconds(
        ...['ffmpeg', '-nostdin', '-threads', '1', '-i', low, '-ar', '16000', '-f', 'f32le', '-y', '/dev/null'],
      ),
      'sox rate -v': commandSeconds('sox', low, '-t', 'f32', '/dev/null', 'rate', '-v', '16000'),
    },
    realTime(SECONDS),
  );
  rmSync(directory, { recursive: true });
}
