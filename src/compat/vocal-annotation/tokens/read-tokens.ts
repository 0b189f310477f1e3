import { FAILSAFE_SCHEMA, loadAll, YAMLException } from 'js-yaml';
import { createHash } from 'node:crypto';
import { toBoolean } from '../../../config/text-values.js';
import type { ClientToken, ClientTokens } from './client-token.js';

const HASHED = /^sha256:([0-9a-f]{64})$/i;
const LONGEST_USERNAME = 100;
const LINE = /^\P{Cc}+$/u;

/** What stands in the file of tokens cannot be used; the message says where. */
export class TokensFileError extends Error {}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

function parse(text: string): unknown {
  try {
    // Everything is text: a token of digits is compared as it is written.
    return loadAll(text, { schema: FAILSAFE_SCHEMA })[0];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { mark, reason } = error;
    throw new TokensFileError(`line ${(mark?.line ?? 0) + 1}, column ${(mark?.column ?? 0) + 1}: ${reason}`);
  }
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A mapping from tokens to what they allow, or a list that names the tokens; either may stand under `tokens`. */
function entriesOf(document: unknown): [string, unknown][] {
  if (document === undefined || document === null || document === '') return [];
  const value = isMapping(document) && Object.keys(document).join() === 'tokens' ? document.tokens : document;
  if (isMapping(value)) return Object.entries(value);
  if (!Array.isArray(value)) throw new TokensFileError('must be a mapping from tokens to what they allow, or a list');
  return value.map((entry: unknown, index) => {
    if (!isMapping(entry) || typeof entry.token !== 'string') {
      throw new TokensFileError(`entry ${index + 1}: must have a token`);
    }
    return [entry.token, entry];
  });
}

function readRight(fields: Record<string, unknown>, name: string, where: string): boolean {
  const value = toBoolean(fields[name] ?? false);
  // YAML leaves a value empty where nothing stands behind the colon.
  if (value === '' || value === 'null' || value === '~') return false;
  if (typeof value !== 'boolean') throw new TokensFileError(`${where}: ${name} must be true or false`);
  return value;
}

function readEntry(fields: unknown, where: string): ClientToken {
  if (!isMapping(fields)) throw new TokensFileError(`${where}: must have username, inference, train and is_admin`);
  const { username, info = '' } = fields;
  if (typeof username !== 'string' || username.length > LONGEST_USERNAME || !LINE.test(username)) {
    throw new TokensFileError(`${where}: username must be one line of 1 to ${LONGEST_USERNAME} characters`);
  }
  return {
    username,
    info: typeof info === 'string' ? info : '',
    inference: readRight(fields, 'inference', where),
    train: readRight(fields, 'train', where),
    isAdmin: readRight(fields, 'is_admin', where),
  };
}

/**
 * Reads the file of tokens that the older back-end has: YAML, and so also JSON. In place of a token may stand `sha256:` and its hash.
 * @throws TokensFileError which names entries by their position: tokens are secrets
 */
export function readTokens(text: string): ClientTokens {
  const tokens = new Map<string, ClientToken>();
  for (const [index, [token, fields]] of entriesOf(parse(text)).entries()) {
    const where = `entry ${index + 1}`;
    if (token.trim() === '') throw new TokensFileError(`${where}: the token is empty`);
    const hash = HASHED.exec(token)?.[1].toLowerCase() ?? hashToken(token);
    if (tokens.has(hash)) throw new TokensFileError(`${where}: the token stands there twice`);
    tokens.set(hash, readEntry(fields, where));
  }
  return tokens;
}
