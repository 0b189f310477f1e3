import { ValidateBy, isISO8601 } from 'class-validator';

/** A date or a time in ISO 8601 that JavaScript can read too; weeks and ordinal dates, which are ISO 8601, it cannot. */
export const IsInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value: unknown) => isISO8601(value, { strict: true }) && !Number.isNaN(Date.parse(value as string)),
      defaultMessage: () => '$property must be a date or time in ISO 8601, as 2025-05-17 or 2025-05-17T08:30:00Z',
    },
  });
