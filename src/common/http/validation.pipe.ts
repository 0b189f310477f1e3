import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { FieldError } from '../errors/application-error.js';
import { InvalidRequestError } from '../errors/errors.js';

/** Rules that say what a value has to be; of several broken rules these tell most. */
const TYPE_RULES = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isObject', 'isIn', 'isUuid'];

/** Faults of a request that its answer names. */
const MOST_TOLD = 50;

/** The fields that a request class has rules for; none when it is not known which class it was. */
function fieldsOf(target: object | undefined): string[] {
  if (target === undefined) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))].sort();
}

function describeUnknown(property: string, known: readonly string[]): string {
  const rest = known.length === 0 ? 'none is known' : `known are ${known.join(', ')}`;
  return `there is no field ${property} here: ${rest}`;
}

function describe({ property, value, constraints, target }: ValidationError): string | undefined {
  if (constraints === undefined) return undefined;
  if (constraints.whitelistValidation !== undefined) return describeUnknown(property, fieldsOf(target));
  if (value === undefined) return `${property} is required`;
  const rule = TYPE_RULES.find((name) => name in constraints) ?? Object.keys(constraints)[0];
  return constraints[rule];
}

/** Flattens nested validation errors into `options.minimumBpm`-like paths, with one message a field. */
function* fieldErrors(errors: readonly ValidationError[], prefix = ''): Generator<FieldError> {
  for (const error of errors) {
    const field = prefix === '' ? error.property : `${prefix}.${error.property}`;
    const message = describe(error);
    if (message !== undefined) yield { field, message };
    yield* fieldErrors(error.children ?? [], field);
  }
}

/** Tells the first faults: a body of thousands of unknown fields must not keep the server busy, nor be answered with megabytes. */
export function toInvalidRequest(errors: readonly ValidationError[]): InvalidRequestError {
  const fields: FieldError[] = [];
  for (const fault of fieldErrors(errors)) {
    if (fields.length === MOST_TOLD) break;
    fields.push(fault);
  }
  return new InvalidRequestError(fields.map(({ message }) => message).join('; '), fields);
}

/** Query parameters without a value, as forms send for fields left empty, are not given; converted to numbers they would be 0. */
class RequestValidationPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'query' || typeof value !== 'object' || value === null)
      return super.transform(value, metadata);
    const given = Object.entries(value).filter(([, text]) => text !== '');
    return super.transform(Object.fromEntries(given), metadata);
  }
}

/** Checks every request class: unknown fields are refused, types are converted only where the class says so. */
export const requestValidation = (): ValidationPipe =>
  new RequestValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: true },
    exceptionFactory: toInvalidRequest,
  });
