import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

/** The fields that a request class knows: those with rules. */
export const fieldsOf = (type: Type): string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(type, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];
