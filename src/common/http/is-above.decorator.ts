import { ValidateBy, type ValidationArguments } from 'class-validator';

/** The number must be larger than another field's, when both are numbers. */
export const IsAbove = (other: string): PropertyDecorator =>
  ValidateBy({
    name: 'isAbove',
    constraints: [other],
    validator: {
      validate: (value: unknown, context?: ValidationArguments) => {
        const limit = (context?.object as Record<string, unknown> | undefined)?.[other];
        return typeof value !== 'number' || typeof limit !== 'number' || value > limit;
      },
      defaultMessage: () => `$property must be above ${other}`,
    },
  });
