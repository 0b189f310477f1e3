import type { ApplicationError } from '../../common/errors/application-error.js';
import type { ErrorFormat } from '../../common/errors/error-format.js';

/** A failure as OpenAI's clients know it. */
export class OpenaiErrorBody {
  message: string;
  type: string;
  param: string | null;
  code: string | null;
}

export class OpenaiError {
  error: OpenaiErrorBody;
}

const CODES: Readonly<Record<string, string | null>> = {
  unauthenticated: 'invalid_api_key',
  'invalid-request': null,
  'too-many-attempts': 'rate_limit_exceeded',
};

/** What most failures that name no field are about, by how their codes begin. */
const PARAMS: readonly (readonly [RegExp, string])[] = [
  [/^(audio|unsupported-audio)-/, 'file'],
  [/^model-/, 'model'],
];

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

/** Options of the analysis are fields of the form. */
const withoutPrefix = (text: string): string => text.replaceAll('options.', '');

const paramOf = ({ code, errors }: ApplicationError): string | null =>
  errors?.[0] === undefined
    ? (PARAMS.find(([codes]) => codes.test(code))?.[1] ?? null)
    : withoutPrefix(errors[0].field);

export function toOpenaiError(failure: ApplicationError): OpenaiError {
  const { status, code, message } = failure;
  return {
    error: {
      message: withoutPrefix(message),
      type: typeOf(status),
      param: paramOf(failure),
      code: code in CODES ? CODES[code] : code.replaceAll('-', '_'),
    },
  };
}

/** `{"error": {…}}`. Audio that cannot be used is a bad request there. */
export const openaiErrors: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  statusOf: ({ status }) => (status === 422 ? 400 : status),
  describe: toOpenaiError,
};
