import { SetMetadata } from '@nestjs/common';

export const PROCESSES_KIND = 'earshot:processes-kind';

/** Marks the provider that does the work of `kind`. Boot fails unless each registered kind has exactly one. */
export const Processes = (kind: string): ClassDecorator => SetMetadata(PROCESSES_KIND, kind);
