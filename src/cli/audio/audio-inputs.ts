import { accessSync, constants, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AudioSource } from '../../audio/audio-source.js';
import { findFfmpeg } from '../../audio/decode/find-ffmpeg.js';
import { UnprocessableError } from '../../common/errors/errors.js';

/** Files of a folder that are taken for audio. What a file holds is decided by its content. */
const AUDIO = new Set(
  ['wav', 'mp3', 'flac', 'ogg', 'oga', 'opus', 'aac', 'm4a', 'aif', 'aiff', 'wma', 'mp4'].map((name) => `.${name}`),
);

/** A file on this machine, for the decoder. @throws an error of the system when it cannot be read */
export function audioSource(path: string): AudioSource {
  accessSync(path, constants.R_OK);
  return { path, contentType: 'application/octet-stream', ffmpegPath: findFfmpeg(process.env.FFMPEG_PATH) };
}

/** Names of the audio files of a folder, sorted. @throws UnprocessableError when there is none */
export async function audioFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter(
      (entry) => !entry.isDirectory() && !entry.name.startsWith('.') && AUDIO.has(extname(entry.name).toLowerCase()),
    )
    .map(({ name }) => name)
    .sort();
  if (names.length > 0) return names;
  throw new UnprocessableError('no-audio', `${folder} holds no audio files (${[...AUDIO].join(' ')}).`);
}

export const stemOf = (name: string): string => parse(name).name;

/** Runs `work` with a file of what comes through standard input: decoders must be able to go back in it. */
export async function withStandardInput<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'earshot-'));
  try {
    const path = join(directory, 'stdin');
    await pipeline(process.stdin, createWriteStream(path));
    return await work(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
