import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Text of at least `minimum` bytes in UTF-8, which is what counts for a key; letters may take several. */
export function HasBytes(minimum: number, options: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'hasBytes',
      validator: { validate: (value: unknown) => typeof value === 'string' && Buffer.byteLength(value) >= minimum },
    },
    options,
  );
}
