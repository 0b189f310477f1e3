import type { ValueTransformer } from 'typeorm';

/** PostgreSQL's driver gives `bigint` as text; sizes and counters stay far below 2^53. */
export const bigintAsNumber: ValueTransformer = {
  to: (value?: number) => value,
  from: (value?: string | null) => (value === null || value === undefined ? value : Number(value)),
};
