import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { spawnOwned } from '../../compute/owned-processes.js';
import { DecoderInterruptedError, UndecodableAudioError } from '../audio-errors.js';
import { FfmpegLog } from './ffmpeg-log.js';
import { findProgram } from './find-ffmpeg.js';

/** Address space of the process, where the operating system can limit it. */
const MAX_MEMORY_BYTES = 4 * 1024 ** 3;
/** ffmpeg's exit code after a signal that it caught, as SIGTERM to all processes of a service. */
const EXIT_BY_SIGNAL = 255;
/** So long ffmpeg may take to give the next samples. */
const STALL_MS = 60_000;

/** What a program needs to run; the server's secrets stay here. */
const PASSED_ON = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TMPDIR', 'TEMP'];

let limiter: string | undefined | null = null;

/** `prlimit` of util-linux sets a limit and then becomes the program; elsewhere ffmpeg's own allocation limit has to do. */
function limited(command: string, args: readonly string[]): [string, readonly string[]] {
  if (limiter === null) limiter = process.platform === 'linux' ? findProgram('prlimit') : undefined;
  return limiter === undefined ? [command, args] : [limiter, [`--as=${MAX_MEMORY_BYTES}`, command, ...args]];
}

/** A running ffmpeg: its output as it comes, its log, its end. */
export class FfmpegProcess {
  readonly log = new FfmpegLog();
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private readonly ended: Promise<number | null>;
  private failure: Error | undefined;
  private isKilled = false;

  constructor(ffmpegPath: string, args: readonly string[]) {
    this.child = spawnOwned(...limited(ffmpegPath, args), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
      windowsHide: true,
      // A group of its own: Ctrl-C in the terminal is meant for the server, which lets running work end.
      detached: process.platform !== 'win32',
    }) as ChildProcessByStdio<null, Readable, Readable>;
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => this.log.append(text));
    this.ended = once(this.child, 'close').then(
      ([code, signal]) => {
        if ((signal !== null && !this.isKilled) || code === EXIT_BY_SIGNAL)
          this.failure = new DecoderInterruptedError();
        return code as number | null;
      },
      (error: Error) => {
        this.failure = error;
        return null;
      },
    );
  }

  /**
   * What ffmpeg writes, piece by piece. Ending the iteration early ends the process.
   * @throws UndecodableAudioError when it gives nothing for a minute
   */
  async *output(): AsyncGenerator<Buffer, void, undefined> {
    let stalled = false;
    const kill = (): void => {
      stalled = true;
      this.kill();
    };
    // Only waiting for ffmpeg counts: while the reader works on a piece, the generator and its stopwatch stand still.
    let stopwatch = setTimeout(kill, STALL_MS);
    try {
      for await (const piece of this.child.stdout) {
        clearTimeout(stopwatch);
        yield piece as Buffer;
        stopwatch = setTimeout(kill, STALL_MS);
      }
    } finally {
      clearTimeout(stopwatch);
      this.endOutput();
    }
    if (stalled) throw new UndecodableAudioError('the decoder made no progress');
  }

  /** Name of the codec, which is written to the log before the first samples but can arrive after them. */
  async codec(): Promise<string> {
    let isOver = false;
    void this.ended.then(() => (isOver = true));
    while (this.log.codec === undefined && !isOver) await Promise.race([once(this.child.stderr, 'data'), this.ended]);
    return this.log.codec ?? 'unknown';
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  kill(): void {
    this.isKilled = true;
    this.child.kill('SIGKILL');
  }

  /** A process whose output was read to its end is about to end by itself, and how it does is worth knowing. */
  private endOutput(): void {
    if (!this.child.stdout.readableEnded) this.kill();
  }

  /** Waits for the end. @returns the exit code; null after a kill @throws DecoderInterruptedError when somebody else ended it */
  async end(): Promise<number | null> {
    const code = await this.ended;
    if (this.failure !== undefined) throw this.failure;
    return code;
  }
}
