import { Transform } from 'class-transformer';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function toNumber(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return undefined;
  return NUMBER.test(text) ? Number(text) : value;
}

/** A number as clients send it: also as text, as an input field has it; null and empty text mean that it is not given. */
export const LooseNumber = (): PropertyDecorator => Transform(({ value }) => toNumber(value));

/** The same, where 0 means that it is not given, too. */
export const LooseNumberButZero = (): PropertyDecorator =>
  Transform(({ value }) => {
    const number = toNumber(value);
    return number === 0 ? undefined : number;
  });

/** Text of which null and the empty one mean that it is not given. */
export const LooseText = (): PropertyDecorator =>
  Transform(({ value }) => (value === null || value === '' ? undefined : (value as unknown)));
