import { ValidateIf } from 'class-validator';

/** The field may be left out but, unlike with `IsOptional`, not be null. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_request, value) => value !== undefined);
