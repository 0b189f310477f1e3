/**
 * Measures decoding and resampling as × real time, against the ffmpeg command line doing the same, and the memory for a 3-hour file.
 *
 *     npm run bench:decode
 *
 * Needs ffmpeg, which also encodes the test signal (ten minutes of stereo noise and tones).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AudioSource, DecodeOptions } from '../src/audio/audio-source.js';
import { decodeAudio } from '../src/audio/decode/decode-audio.js';
import { findFfmpeg } from '../src/audio/decode/find-ffmpeg.js';
import { describeAudio } from '../src/audio/describe/describe-audio.js';

const SECONDS = 600;
const ROUNDS = 3;
const SIGNAL = `aevalsrc='0.3*sin(2*PI*t*(220+t))+0.2*(random(0)-0.5)|0.3*sin(2*PI*t*330)+0.2*(random(1)-0.5)':s=44100:d=${SECONDS}`;
const CODECS: readonly (readonly [string, ...string[]])[] = [
  ['x.wav'],
  ['x.mp3', '-b:a', '128k', '-write_xing', '0'],
  ['x.flac'],
  ['x.ogg', '-c:a', 'libvorbis'],
  ['x.opus', '-c:a', 'libopus'],
  ['x.m4a', '-c:a', 'aac'],
];

const found = findFfmpeg(process.env.FFMPEG_PATH);
if (found === null) throw new Error('This benchmark needs ffmpeg.');
const ffmpeg = found;
const directory = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
const sourceOf = (path: string, ffmpegPath: string | null): AudioSource => ({ path, contentType: '', ffmpegPath });

/** The fastest of some runs, × real time. */
async function speed(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return (1000 * SECONDS) / best;
}

async function consume(source: AudioSource, options: DecodeOptions): Promise<void> {
  for await (const block of decodeAudio(source, options)) void block;
}

async function report(name: string, options: DecodeOptions, ...ffmpegOptions: string[]): Promise<void> {
  const path = join(directory, name);
  const args = [
    '-v',
    'error',
    '-nostdin',
    '-threads',
    '1',
    '-i',
    path,
    ...ffmpegOptions,
    '-f',
    'f32le',
    '-y',
    '/dev/null',
  ];
  const reference = await speed(() => spawnSync(ffmpeg, args));
  const ours = await speed(() => consume(sourceOf(path, ffmpeg), options));
  const builtIn = await speed(() => consume(sourceOf(path, null), options)).catch(() => undefined);
  const ratio = (value: number): string =>
    `${value.toFixed(0)} × real time (${(value / reference).toFixed(2)} of ffmpeg)`;
  console.log(
    `  ${name.padEnd(7)} ffmpeg ${reference.toFixed(0)} ×, Earshot ${ratio(ours)}, ` +
      `without ffmpeg ${builtIn === undefined ? 'no decoder' : ratio(builtIn)}`,
  );
}

for (const [name, ...options] of CODECS) {
  const input = name === 'x.wav' ? ['-f', 'lavfi', '-i', SIGNAL] : ['-i', join(directory, 'x.wav')];
  execFileSync(ffmpeg, ['-v', 'error', '-nostdin', ...input, ...options, join(directory, name)]);
}
console.log('Decode to float samples at the file’s rate, one thread:');
for (const [name] of CODECS) await report(name, {});
console.log('Decode, mix to mono and resample to 16 kHz:');
for (const [name] of CODECS) {
  await report(name, { sampleRateHz: 16_000, channel: 'mono' }, '-ac', '1', '-ar', '16000');
}

const threeHours = join(directory, 'three-hours.mp3');
const tenMinutes = readFileSync(join(directory, 'x.mp3'));
writeFileSync(threeHours, '');
for (let part = 0; part < 18; part++) appendFileSync(threeHours, tenMinutes);
const residentMb = (): number => process.memoryUsage().rss / 1e6;
const before = residentMb();
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, residentMb())), 50);
for (const ffmpegPath of [ffmpeg, null]) {
  const start = performance.now();
  const { description } = await describeAudio(sourceOf(threeHours, ffmpegPath), { maxDurationSeconds: 86_400 });
  const seconds = (performance.now() - start) / 1000;
  const how = ffmpegPath === null ? 'without ffmpeg' : 'with ffmpeg';
  console.log(
    `A 3-hour MP3 described ${how} (${description.durationSeconds.toFixed(0)} s of audio) in ${seconds.toFixed(1)} s; ` +
      `resident memory ${before.toFixed(0)} MB before, at most ${peak.toFixed(0)} MB`,
  );
}
clearInterval(watch);
rmSync(directory, { recursive: true });
