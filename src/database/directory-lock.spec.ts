import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryLock, DirectoryLockedError } from './directory-lock.js';

describe('DirectoryLock', () => {
  let directory: string;
  const lockFile = () => join(directory, 'earshot.lock');
  const heldBy = (pid: number, host = hostname(), startTicks: string | null = null) =>
    writeFileSync(lockFile(), JSON.stringify({ pid, host, startTicks }));

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'earshot-lock-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('can be taken again once released', () => {
    DirectoryLock.acquire(directory).release();
    expect(() => DirectoryLock.acquire(directory).release()).not.toThrow();
  });

  it('refuses while another process lives, and says which', async () => {
    const other = spawn('sleep', ['30']);
    heldBy(other.pid!);
    expect(() => DirectoryLock.acquire(directory)).toThrow(DirectoryLockedError);
    expect(() => DirectoryLock.acquire(directory)).toThrow(String(other.pid));
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill();
    await gone;
    DirectoryLock.acquire(directory).release();
  });

  it('takes over from a process id that now belongs to another process', () => {
    heldBy(process.ppid, hostname(), '1');
    expect(() => DirectoryLock.acquire(directory).release()).not.toThrow();
  });

  it('believes another machine until its lock goes stale', () => {
    heldBy(1, 'elsewhere');
    expect(() => DirectoryLock.acquire(directory)).toThrow('elsewhere');
    const old = new Date(Date.now() - 60_000);
    utimesSync(lockFile(), old, old);
    DirectoryLock.acquire(directory).release();
  });
});
