import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SHORT_LIVED } from './short-lived.js';

export const SERVER_ENTRY = 'dist/src/main.js';
export const PROBE_SERVER_ENTRY = 'dist/test/support/probe-server.js';

const LISTENING = /Earshot listens on (http:\/\/[^ "]+)/;

/** One started Earshot process: the built program, as a user runs it. */
export class ServerProcess {
  output = '';
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(entry: string, environment: NodeJS.ProcessEnv, timeoutMs = 60_000): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...SHORT_LIVED, resolve(entry)], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const listening = new Promise<string>((found, failed) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const match = LISTENING.exec(output);
        if (match) found(match[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => failed(new Error(`The server ended with ${code} before it listened:\n${output}`)));
    });
    const stopwatch = new AbortController();
    const tooLate = delay(timeoutMs, undefined, { signal: stopwatch.signal }).then(
      () => {
        child.kill('SIGKILL');
        throw new Error(`The server did not listen within ${timeoutMs} ms:\n${output}`);
      },
      () => '',
    );
    const url = await Promise.race([listening, tooLate]).finally(() => stopwatch.abort());
    const server = new ServerProcess(child, url);
    server.output = output;
    const append = (chunk: Buffer): void => void (server.output += chunk.toString());
    child.stdout.on('data', append);
    child.stderr.on('data', append);
    return server;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends `signal` and waits for the end. @returns the exit code; null when the signal itself ended the process */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }
}
