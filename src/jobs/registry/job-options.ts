import { instanceToPlain, plainToInstance } from 'class-transformer';
import { type ValidationError, getMetadataStorage, validateSync } from 'class-validator';
import { toInvalidRequest } from '../../common/http/validation.pipe.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import type { JobKind } from '../job-context.js';

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** class-validator refuses every value of a class without rules, so a kind without options is checked here. */
const hasRules = (type: abstract new () => object): boolean =>
  getMetadataStorage().getTargetValidationMetadatas(type, '', true, false).length > 0;

const unknownField = (property: string): ValidationError => ({
  property,
  constraints: { whitelistValidation: `property ${property} should not exist` },
});

/** The kind's options class filled from plain JSON; absent fields take their defaults. */
export const toOptions = <Options extends object>(kind: JobKind<Options>, plain: object): Options =>
  plainToInstance(kind.optionsClass, plain, { exposeDefaultValues: true });

/**
 * Checks what a caller sent as options.
 * @returns the options as plain JSON with defaults filled in, which is what the job keeps
 * @throws InvalidRequestError naming the fields as `options.field`
 */
export function normaliseOptions(kind: JobKind, given: unknown): object {
  const plain = given ?? {};
  if (!isPlainObject(plain)) throw InvalidRequestError.forField('options', 'must be an object');
  const options = toOptions(kind, plain);
  const problems = hasRules(kind.optionsClass)
    ? validateSync(options, { whitelist: true, forbidNonWhitelisted: true })
    : Object.keys(plain).map(unknownField);
  if (problems.length > 0) throw toInvalidRequest([{ property: 'options', children: problems }]);
  return instanceToPlain(options);
}
