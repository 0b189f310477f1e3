import type { Response } from 'express';
import type { IdempotentOutcome } from './idempotency.service.js';

/** Tells the client by a header that an earlier request with the same `Idempotency-Key` made what is answered. */
export async function answerOnce<Resource>(
  outcome: Promise<IdempotentOutcome<Resource>>,
  response: Response,
  locationOf: (resource: Resource) => string,
): Promise<Resource> {
  const { resource, replayed } = await outcome;
  response.setHeader('Location', locationOf(resource));
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
  return resource;
}
