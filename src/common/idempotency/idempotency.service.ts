import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EntityManager, LessThan } from 'typeorm';
import { ConflictError, InvalidRequestError, UnprocessableError } from '../errors/errors.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';

const KEPT_MS = 48 * 3600 * 1000;
const KEY = /^[\x21-\x7e]{1,200}$/;

/** One request that may be sent again under the same key. */
export interface IdempotentRequest {
  readonly ownerId: string;
  readonly scope: string;
  /** The header as it came; `undefined` when the caller sent none. */
  readonly key: string | undefined;
  /** What was asked for, in any order of fields. */
  readonly content: unknown;
}

export interface IdempotentOutcome<Resource> {
  readonly resource: Resource;
  /** Whether the resource was made by an earlier request with the same key. */
  readonly replayed: boolean;
}

interface Steps<Resource extends { id: string }> {
  create(id: string): Promise<Resource>;
  /** The resource that an earlier request made, if it is still there. */
  find(id: string): Promise<Resource | null>;
}

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, canonical(part)]),
  );
};

const fingerprintOf = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(content)) ?? 'null')
    .digest('hex');

/**
 * Makes a POST safe to send again: the key is written in the transaction that makes the resource, so either both are there or none,
 * and two requests at the same time cannot both create.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
@Injectable()
export class IdempotencyService {
  /**
   * @param id of the resource, should it be created
   * @throws UnprocessableError when the key was used for a different request
   */
  async once<Resource extends { id: string }>(
    manager: EntityManager,
    request: IdempotentRequest,
    id: string,
    steps: Steps<Resource>,
  ): Promise<IdempotentOutcome<Resource>> {
    const { ownerId, scope, key, content } = request;
    if (key === undefined) return { resource: await steps.create(id), replayed: false };
    if (!KEY.test(key))
      throw InvalidRequestError.forField('Idempotency-Key', 'must be 1 to 200 printable ASCII characters');
    const keys = manager.getRepository(IdempotencyKeyEntity);
    await keys.delete({ ownerId, scope, key, createdAt: LessThan(new Date(Date.now() - KEPT_MS)) });
    const fingerprint = fingerprintOf(content);
    const inserted = await keys
      .createQueryBuilder()
      .insert()
      .values({ ownerId, scope, key, fingerprint, resourceId: id })
      .orIgnore()
      .returning('resource_id')
      .execute();
    if ((inserted.raw as unknown[]).length > 0) return { resource: await steps.create(id), replayed: false };
    const earlier = await keys.findOneByOrFail({ ownerId, scope, key });
    if (earlier.fingerprint !== fingerprint) {
      throw new UnprocessableError(
        'idempotency-key-reused',
        'This Idempotency-Key was used for a different request; use a new one.',
      );
    }
    const resource = await steps.find(earlier.resourceId);
    if (resource === null) {
      throw new ConflictError(
        'idempotency-resource-gone',
        'What this Idempotency-Key made was deleted since; use a new one.',
      );
    }
    return { resource, replayed: true };
  }

  /** Forgets keys that nobody will send again. */
  async forgetOld(manager: EntityManager): Promise<void> {
    await manager.getRepository(IdempotencyKeyEntity).delete({ createdAt: LessThan(new Date(Date.now() - KEPT_MS)) });
  }
}
