import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { ApplicationError } from './application-error.js';
import { InsufficientStorageError, InvalidRequestError, NotFoundError, UnavailableError } from './errors.js';

/** Failures that body parsing and routing raise on their own, by the `type` that they carry. */
const BODY_ERRORS: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'The body is not valid JSON.',
  'entity.verify.failed': 'The body was refused.',
  'charset.unsupported': 'The character set of the body is not supported; send UTF-8.',
  'encoding.unsupported': 'The content encoding of the body is not supported.',
  'parameters.too.many': 'The body has too many parameters.',
  'request.size.invalid': 'The body is not as long as Content-Length says.',
  'request.aborted': 'The request was cut before its end.',
};

/** SQLSTATE codes of text that PostgreSQL cannot store: character_not_in_repertoire, untranslatable_character. */
const REFUSED_TEXT: ReadonlySet<string> = new Set(['22021', '22P05']);
/** No room: in the file system, in a quota, in the file system under the database (disk_full). */
const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100']);
/** Connections that fail or are cut (SQLSTATE 08, 57P), and a server without room for another one (53300). */
const DATABASE_AWAY = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET)$/;
/** A row that another one needs is not there: the owner or the recording was deleted between two steps of a request. */
const FOREIGN_KEY_VIOLATION = '23503';

/** How Nest's router says that it found nothing. */
const NO_ROUTE = /^Cannot ([A-Z]+ .*)$/;

interface HttpLikeError extends Error {
  readonly status?: number;
  readonly type?: string;
  readonly limit?: number;
}

const kebab = (title: string): string => title.toLowerCase().replaceAll(/[^a-z]+/g, '-');

/** The typed form of whatever was thrown, or `undefined` for a defect. */
export function toApplicationError(thrown: unknown): ApplicationError | undefined {
  if (thrown instanceof ApplicationError) return thrown;
  if (thrown instanceof HttpException) {
    // Nest wraps what body parsing and routing raise.
    const known = thrown.cause instanceof Error ? toApplicationError(thrown.cause) : undefined;
    if (known !== undefined) return known;
    const status = thrown.getStatus();
    const message = thrown.message.replace(NO_ROUTE, 'There is no route $1; /docs lists those that there are.');
    return new ApplicationError(status, kebab(STATUS_CODES[status] ?? 'error'), message, { cause: thrown });
  }
  if (!(thrown instanceof Error)) return undefined;
  const { code = '' } = thrown as NodeJS.ErrnoException;
  if (DISK_FULL.has(code)) return new InsufficientStorageError(thrown);
  if (DATABASE_AWAY.test(code)) {
    return new UnavailableError('database-unavailable', 'The database does not answer; try again in a moment.', 5);
  }
  if (code === FOREIGN_KEY_VIOLATION) return new NotFoundError('The account or the recording that this belongs to');
  if (REFUSED_TEXT.has(code)) {
    return new InvalidRequestError('Text must not contain NUL characters or broken Unicode.');
  }
  const { type, status, limit } = thrown as HttpLikeError;
  if (type === 'entity.too.large') {
    return new ApplicationError(413, 'payload-too-large', `The body is larger than the limit of ${limit} bytes.`);
  }
  if (type !== undefined && type in BODY_ERRORS) return new InvalidRequestError(BODY_ERRORS[type]);
  if (thrown instanceof URIError) return new InvalidRequestError('The path is not a valid URL.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new ApplicationError(status, kebab(STATUS_CODES[status] ?? 'error'), thrown.message, { cause: thrown });
  }
  return undefined;
}
