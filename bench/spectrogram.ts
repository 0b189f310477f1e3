import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  openAsBlob,
  readFileSync,
  renameSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { findFfmpeg } from '../src/audio/decode/find-ffmpeg.js';
import { AnalysesClient } from '../test/support/analyses-client.js';
import { TestServer } from '../test/support/test-server.js';
import { wavBytes } from '../test/support/wav-bytes.js';

/**
 * `npm run bench:spectrogram`: how long views and tiles of a recording of ten hours (44.1 kHz, mono) take over HTTP, how fast its tiles are built, and
 * how much memory the server needs. `HOURS=1` makes it shorter, `FORMAT=mp3` does one format only. The recordings are made once, under the temporary directory.
 */
const HOURS = Number(process.env.HOURS ?? 10);
const RATE_HZ = 44_100;
const ROUNDS = 30;
const DIRECTORY = join(tmpdir(), `earshot-bench-spectrogram-${HOURS}`);

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`.padStart(8);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Chirping calls in noise: not as dense as silence, not as flat as noise. */
async function makeWavFile(path: string): Promise<void> {
  const minute = new Int16Array(60 * RATE_HZ);
  let state = 1;
  for (let index = 0; index < minute.length; index++) {
    state = (state * 48_271) % 2_147_483_647;
    const within = (index % RATE_HZ) / RATE_HZ;
    const call = within < 0.15 ? Math.sin(2 * Math.PI * (3_000 * within + 8_000 * within * within)) : 0;
    minute[index] = 6_000 * call + 800 * (state / 2_147_483_647 - 0.5);
  }
  const dataBytes = HOURS * 60 * minute.byteLength;
  const header = wavBytes({ sampleRateHz: RATE_HZ, data: Buffer.alloc(0), claimedDataBytes: dataBytes });
  const file = createWriteStream(path);
  file.write(header);
  for (let index = 0; index < HOURS * 60; index++) {
    if (!file.write(Buffer.from(minute.buffer))) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

/** MP3 of one minute, as often as needed: frames follow one another as in any MP3 without a header of its own. */
function makeMp3(ffmpeg: string, wav: string, path: string): void {
  const options = [
    '-t',
    '60',
    '-c:a',
    'libmp3lame',
    '-b:a',
    '128k',
    '-write_xing',
    '0',
    '-id3v2_version',
    '0',
    '-f',
    'mp3',
  ];
  const { stdout } = spawnSync(ffmpeg, ['-loglevel', 'error', '-ignore_length', '1', '-i', wav, ...options, 'pipe:1'], {
    maxBuffer: 1e8,
  });
  for (let minute = 0; minute < HOURS * 60; minute++) appendFileSync(path, stdout);
}

function makeFlac(ffmpeg: string, wav: string, path: string): void {
  const options = ['-c:a', 'flac', '-compression_level', '2', '-f', 'flac'];
  spawnSync(ffmpeg, ['-loglevel', 'error', '-i', wav, ...options, path], { stdio: 'inherit' });
}

async function recordings(): Promise<string[]> {
  mkdirSync(DIRECTORY, { recursive: true });
  const wav = join(DIRECTORY, 'long.wav');
  if (!existsSync(wav)) await makeWavFile(wav);
  const ffmpeg = findFfmpeg(process.env.FFMPEG_PATH);
  const made = [wav];
  for (const [name, make] of [
    ['long.flac', makeFlac],
    ['long.mp3', makeMp3],
  ] as const) {
    const path = join(DIRECTORY, name);
    if (!existsSync(path) && ffmpeg !== null) {
      make(ffmpeg, wav, `${path}.part`);
      renameSync(`${path}.part`, path);
    }
    if (existsSync(path)) made.push(path);
    else console.log(`${name} is left out: there is no ffmpeg to make it`);
  }
  return made.filter((path) => process.env.FORMAT === undefined || path.endsWith(process.env.FORMAT));
}

function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) * 1024;
  return { now: read('VmRSS'), peak: read('VmHWM') };
}

class Bench {
  constructor(
    private readonly server: TestServer,
    private readonly token: string,
  ) {}

  async upload(path: string): Promise<string> {
    const form = new FormData();
    form.append('file', await openAsBlob(path), 'long');
    const { status, body } = await this.server.call<{ id: string }>('/v1/recordings', { token: this.token, form });
    if (status !== 201) throw new Error(`The upload answered ${status}: ${JSON.stringify(body)}`);
    return body.id;
  }

  async timed(id: string, path: string): Promise<number> {
    const started = performance.now();
    const response = await fetch(`${this.server.url}/v1/recordings/${id}/spectrogram${path}`, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return performance.now() - started;
  }

  async views(id: string, query: string): Promise<void> {
    const total = HOURS * 3600;
    for (const [where, start] of [
      ['start', 0],
      ['middle', total / 2],
      ['end', total - 80],
    ] as const) {
      const first = await this.timed(id, `?start=${start}${query}`);
      const times: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        times.push(await this.timed(id, `?start=${start + 1.7 * round}${query}`));
      }
      console.log(
        `  ${query.padEnd(40)} ${where.padEnd(7)} first ${milliseconds(first)}  p50 ${milliseconds(percentile(times, 0.5))}  p99 ${milliseconds(percentile(times, 0.99))}`,
      );
    }
  }

  async tiles(id: string, deepest: number, tiles: number, query: string): Promise<void> {
    const times: number[] = [];
    for (let round = 0; round < 200; round++) {
      const x = (round * 7_919) % tiles;
      times.push(await this.timed(id, `/tiles/${deepest}/${x}?${query}`));
    }
    console.log(
      `  tiles, ${query.padEnd(32)} p50 ${milliseconds(percentile(times, 0.5))}  p99 ${milliseconds(percentile(times, 0.99))}`,
    );
  }
}

async function main(): Promise<void> {
  const files = await recordings();
  const server = await TestServer.start({
    environment: { MAX_UPLOAD_BYTES: '10000000000', MAX_DURATION_SECONDS: '100000' },
  });
  try {
    const { body: made } = await server.call<{ token: string }>('/v1/auth/tokens', {
      token: await server.adminToken(),
      json: { name: 'bench' },
    });
    const { token } = made;
    const bench = new Bench(server, token);
    const analyses = new AnalysesClient(server, token);
    for (const path of files) {
      console.log(path);
      const id = await bench.upload(path);
      console.log(`  uploaded; resident ${megabytes(memoryOf(server.pid).now)}`);
      await bench.timed(id, '?duration=1');
      for (const query of [
        '&duration=5',
        '&duration=20',
        '&duration=20&format=jpeg',
        '&duration=20&method=constant-q',
      ]) {
        await bench.views(id, query);
      }
      const before = memoryOf(server.pid);
      const started = performance.now();
      const { body } = await server.call<{ id: string }>(`/v1/recordings/${id}/analyses`, {
        token,
        json: { kind: 'spectrogram' },
      });
      let ended = await analyses.get(body.id);
      while (!['succeeded', 'failed'].includes(ended.status)) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        ended = await analyses.get(body.id);
      }
      if (ended.status !== 'succeeded') throw new Error(JSON.stringify(ended.error));
      const seconds = (performance.now() - started) / 1000;
      const { zooms, columns, sizeBytes } = ended.result as { zooms: number; columns: number; sizeBytes: number };
      console.log(
        `  tiles built in ${seconds.toFixed(0)} s: ${((HOURS * 3600) / seconds).toFixed(0)} × real time, ${megabytes(sizeBytes)} on the disk; ` +
          `resident before ${megabytes(before.now)}, peak ${megabytes(memoryOf(server.pid).peak)}`,
      );
      await bench.tiles(id, zooms - 1, Math.ceil(columns / 256), 'format=png');
      await bench.tiles(id, zooms - 1, Math.ceil(columns / 256), 'format=jpeg&aggregate=mean');
      console.log(`  the whole recording at 1000 × 300    ${milliseconds(await bench.timed(id, '?'))}`);
      await server.call(`/v1/recordings/${id}`, { method: 'DELETE', token });
    }
  } finally {
    await server.stop();
  }
}

await main();
