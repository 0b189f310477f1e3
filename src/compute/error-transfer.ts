import { ApplicationError, type FieldError } from '../common/errors/application-error.js';
import * as knownErrors from '../common/errors/errors.js';

interface ApplicationErrorFields {
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of its classes, most specific first. */
  readonly classes: readonly string[];
}

/** An error in a form that survives the way between threads. */
export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** As `ENOSPC`, of system errors. */
  readonly systemCode?: string;
  readonly application?: ApplicationErrorFields;
}

function classNames(error: object): string[] {
  const names: string[] = [];
  for (let type: unknown = error.constructor; typeof type === 'function' && type !== Function.prototype;) {
    names.push(type.name);
    type = Object.getPrototypeOf(type);
  }
  return names;
}

export function serializeError(thrown: unknown): SerializedError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) };
  const { name, message, stack } = thrown;
  if (thrown instanceof ApplicationError) {
    const { status, code, errors, headers } = thrown;
    return { name, message, stack, application: { status, code, errors, headers, classes: classNames(thrown) } };
  }
  const { code } = thrown as NodeJS.ErrnoException;
  return { name, message, stack, ...(typeof code === 'string' && { systemCode: code }) };
}

/** The error as it was thrown: an `ApplicationError` keeps its status, code and the nearest class of `common/errors`. */
export function restoreError(serialized: SerializedError): Error {
  const { name, message, stack, application, systemCode } = serialized;
  let error: Error;
  if (application === undefined) {
    error = new Error(message);
    if (systemCode !== undefined) Object.assign(error, { code: systemCode });
  } else {
    const { status, code, errors, headers, classes } = application;
    error = new ApplicationError(status, code, message, { errors, headers });
    const known = classes.find((className) => className in knownErrors) as keyof typeof knownErrors | undefined;
    if (known !== undefined) Object.setPrototypeOf(error, knownErrors[known].prototype);
  }
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
