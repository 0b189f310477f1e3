import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.js';
import { eventually } from './jobs/eventually.js';

/** A Redis server of a test's own, so that it may be flushed and ended without harm to anybody else. */
export class PrivateRedis {
  private constructor(
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<PrivateRedis> {
    const port = await freePort();
    const redis = new PrivateRedis(port, PrivateRedis.launch(port));
    await redis.answers();
    return redis;
  }

  private static launch(port: number): ChildProcess {
    return spawn(
      process.env.TEST_REDIS_SERVER ?? 'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: 'ignore' },
    );
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Loses everything that Redis knows. */
  async flush(): Promise<void> {
    const answer = await this.command('FLUSHALL');
    if (!answer.startsWith('+OK')) throw new Error(`FLUSHALL answered ${answer}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  /** Starts again, empty. */
  async restart(): Promise<void> {
    this.child = PrivateRedis.launch(this.port);
    await this.answers();
  }

  private answers(): Promise<string> {
    return eventually(() => this.command('PING').catch(() => undefined));
  }

  private async command(text: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      socket.write(`${text}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString();
    } finally {
      socket.destroy();
    }
  }
}
