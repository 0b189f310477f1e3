import { ConfigurationError } from '../config/configuration-error.js';

/** What PostgreSQL and the network say when the database of `DATABASE_URL` cannot be used. */
const DATABASE_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  '3D000',
  '28P01',
  '28000',
  '53300',
]);

function explain(error: Error): string | undefined {
  if (error instanceof ConfigurationError) return error.message;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${address} is taken. Stop what uses it, or set PORT (or EXTRA_PORTS) to another one.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}; set HOST to one that it has.`;
  if (DATABASE_CODES.has(code)) return `The database of DATABASE_URL cannot be used: ${error.message}`;
  if (code === 'EACCES' || code === 'EEXIST' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EROFS') {
    return `DATA_DIR cannot be written: ${error.message}`;
  }
  return undefined;
}

/** Ends a start that failed: in plain words where the user can mend it, with the stack where it is a defect. */
export function reportStartFailure(thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  process.stderr.write(`Earshot did not start.\n${explain(error) ?? error.stack}\n`);
  process.exit(1);
}
