import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './errors/problem.filter.js';
import { requestValidation } from './http/validation.pipe.js';

/** The edge that every route shares: one validation, one error format. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
})
export class CommonModule {}
