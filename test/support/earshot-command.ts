import { type ChildProcess, spawn } from 'node:child_process';
import { SHORT_LIVED } from './short-lived.js';

export interface EndedCommand {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** The built `earshot` command while it runs. */
export class EarshotCommand {
  out = '';
  error = '';
  readonly ended: Promise<EndedCommand>;

  private constructor(readonly child: ChildProcess) {
    child.stdout!.on('data', (text) => (this.out += text));
    child.stderr!.on('data', (text) => (this.error += text));
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out: this.out, error: this.error }));
    });
  }

  static start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): EarshotCommand {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
    const child = spawn(process.execPath, [...SHORT_LIVED, 'dist/src/cli/earshot.js', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new EarshotCommand(child);
  }

  static run(args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<EndedCommand> {
    return EarshotCommand.start(args, environment).ended;
  }
}
