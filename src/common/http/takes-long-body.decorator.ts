import { ApiResponse } from '@nestjs/swagger';
import { LONG_BODY_BYTES, LONG_BODY_VALUES } from './body-limits.js';

const MEBIBYTE = 1024 * 1024;

/** Describes the limit of a route whose long bodies `LongBodyGuard` reads. */
export const TakesLongBody = (): MethodDecorator =>
  ApiResponse({
    status: 413,
    description: `A body of more than ${LONG_BODY_BYTES / MEBIBYTE} MiB; one of more than ${LONG_BODY_VALUES} values is refused with 400`,
  });
