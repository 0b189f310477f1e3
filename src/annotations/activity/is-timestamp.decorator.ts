import { ValidateBy, type ValidationOptions } from 'class-validator';
import { readTimestamp } from './read-timestamp.js';

/** A point in time that `readTimestamp` reads. */
export const IsTimestamp = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isTimestamp',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && readTimestamp(value) !== undefined,
        defaultMessage: () => '$property must be times in ISO 8601, or as 2024-05-01 06:30:00.123',
      },
    },
    options,
  );
