import { UnprocessableError } from '../../../common/errors/errors.js';

/** A recording is to be heard in a language that the model does not know. */
export class UnknownLanguageError extends UnprocessableError {
  constructor(message: string) {
    super('unknown-language', message, { errors: [{ field: 'options.language', message }] });
  }
}
