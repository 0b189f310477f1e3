import { ConfigurationError } from '../config/configuration-error.js';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const REFRESH_MS = 5_000;
const FOREIGN_STALE_MS = 30_000;
/** Taking over takes a millisecond; a process that died in it must not keep others out. */
const TAKEOVER_STALE_MS = 5_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start time of the process in clock ticks since boot, where the system tells it: process ids are used again. */
  readonly startTicks: string | null;
}

/** The directory is in use by another process, which must be stopped first. */
export class DirectoryLockedError extends ConfigurationError {
  constructor(directory: string, holder: Holder) {
    super(
      `The data directory ${directory} is in use by process ${holder.pid} on ${holder.host}. ` +
        'Stop that process, set DATA_DIR to another directory, or set DATABASE_URL to share one database between processes.',
    );
  }
}

function startTicksOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Time since the file was touched; endless for one that is gone. */
function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity);
}

function isStale(holder: Holder | undefined, path: string): boolean {
  if (holder?.host !== hostname()) return ageMs(path) > FOREIGN_STALE_MS;
  if (holder.pid === process.pid || !isRunning(holder.pid)) return true;
  return holder.startTicks !== null && holder.startTicks !== startTicksOf(holder.pid);
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/**
 * Removes a lock that is stale. Only one process at a time may, and it looks again first: of several that found the same stale lock, the
 * others would else remove the one that the first has taken since.
 */
function removeStale(path: string): void {
  const takeover = `${path}.takeover`;
  try {
    closeSync(openSync(takeover, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (ageMs(takeover) > TAKEOVER_STALE_MS) rmSync(takeover, { force: true });
    return;
  }
  try {
    if (isStale(readHolder(path), path)) rmSync(path, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

/**
 * Keeps a second process out of a directory that only one may write. A lock whose process has died (`kill -9`, power loss) is
 * taken over; one that another machine holds through a shared disk counts as dead once it was not refreshed for 30 s.
 */
export class DirectoryLock {
  private constructor(
    private readonly path: string,
    private readonly refresh: NodeJS.Timeout,
  ) {}

  /** @throws DirectoryLockedError when a living process holds the directory */
  static acquire(directory: string): DirectoryLock {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'earshot.lock');
    for (let attempt = 0; ; attempt++) {
      try {
        const descriptor = openSync(path, 'wx', 0o600);
        const holder: Holder = { pid: process.pid, host: hostname(), startTicks: startTicksOf(process.pid) };
        writeSync(descriptor, JSON.stringify(holder));
        closeSync(descriptor);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const holder = readHolder(path);
        if (attempt >= 3 || !isStale(holder, path)) {
          throw new DirectoryLockedError(directory, holder ?? { pid: 0, host: 'an unknown machine', startTicks: null });
        }
        removeStale(path);
      }
    }
    const refresh = setInterval(() => {
      const now = new Date();
      try {
        utimesSync(path, now, now);
      } catch (error) {
        // Somebody has removed the directory under us; whoever writes to it next will say so.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }, REFRESH_MS);
    refresh.unref();
    return new DirectoryLock(path, refresh);
  }

  release(): void {
    clearInterval(this.refresh);
    rmSync(this.path, { force: true });
  }
}
