import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioParameterError, UndecodableAudioError } from '../audio-errors.js';
import { detectFormat } from '../format/detect-format.js';
import { FileBytes } from '../format/file-bytes.js';
import { decodeFfmpeg } from './decode-ffmpeg.js';
import type { FfmpegJob } from './ffmpeg-arguments.js';

/** Header of a 32-bit float WAV file of 500 Hz, in octal escapes for `printf`. */
const HEADER_500_HZ =
  'RIFF\\377\\377\\377\\377WAVEfmt \\020\\000\\000\\000\\003\\000\\001\\000\\364\\001\\000\\000\\320\\007\\000\\000\\004\\000\\040\\000data\\377\\377\\377\\377';

describe('decodeFfmpeg', () => {
  let directory: string;
  let job: FfmpegJob;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'earshot-ffmpeg-'));
    const detected = await detectFormat(FileBytes.open('test/fixtures/audio/mono.au'));
    job = { detected, startSecond: 0 };
  });
  afterAll(() => {
    job.detected.bytes.close();
    rmSync(directory, { recursive: true });
  });

  /** A program in ffmpeg's place. */
  function program(name: string, commands: string): string {
    const path = join(directory, name);
    writeFileSync(path, `#!/bin/sh\n${commands}\n`);
    chmodSync(path, 0o700);
    return path;
  }

  it('ends, and is done, when the output goes on without end but its parameters are refused', async () => {
    const endless = program('low-rate', `printf '${HEADER_500_HZ}'; cat /dev/zero`);
    await expect(decodeFfmpeg(endless, job)).rejects.toThrow(AudioParameterError);
  });

  it('ends when the output is no WAV and goes on without end', async () => {
    await expect(decodeFfmpeg(program('zeros', 'cat /dev/zero'), job)).rejects.toThrow(UndecodableAudioError);
  });

  it.each([
    ['says nothing', 'exit 1'],
    ['writes garbage', 'echo garbage'],
    ['complains without end', 'head -c 3000000 /dev/zero >&2; exit 1'],
  ])('refuses the file when the program %s', async (_case, commands) => {
    await expect(decodeFfmpeg(program('odd', commands), job)).rejects.toThrow(UndecodableAudioError);
  });
});
