import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EntityManager, LessThan } from 'typeorm';
import { InvalidRequestError, UnprocessableError } from '../errors/errors.js';
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

/** A resource, and whether an earlier request with the same key made it. */
export interface IdempotentOutcome<Resource> {
  readonly resource: Resource;
  readonly replayed: boolean;
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
   * @param create makes the resource within the transaction of `manager` and answers its id
   * @returns the id of the resource that this or an earlier request made
   * @throws UnprocessableError when the key was used for a different request
   */
  async once(
    manager: EntityManager,
    { ownerId, scope, key, content }: IdempotentRequest,
    create: () => Promise<string>,
  ): Promise<IdempotentOutcome<string>> {
    if (key === undefined) return { resource: await create(), replayed: false };
    if (!KEY.test(key)) {
      throw InvalidRequestError.forField('Idempotency-Key', 'must be 1 to 200 printable ASCII characters');
    }
    const keys = manager.getRepository(IdempotencyKeyEntity);
    await keys.delete({ ownerId, scope, key, createdAt: LessThan(new Date(Date.now() - KEPT_MS)) });
    const fingerprint = fingerprintOf(content);
    const inserted = await keys
      .createQueryBuilder()
      .insert()
      .values({ ownerId, scope, key, fingerprint, resourceId: null })
      .orIgnore()
      .returning('key')
      .execute();
    if ((inserted.raw as unknown[]).length > 0) {
      const resourceId = await create();
      await keys.update({ ownerId, scope, key }, { resourceId });
      return { resource: resourceId, replayed: false };
    }
    const earlier = await keys.findOneByOrFail({ ownerId, scope, key });
    if (earlier.fingerprint !== fingerprint) {
      throw new UnprocessableError(
        'idempotency-key-reused',
        'This Idempotency-Key was used for a different request; use a new one.',
      );
    }
    return { resource: earlier.resourceId!, replayed: true };
  }

  /** Forgets keys that nobody will send again. */
  async forgetOld(manager: EntityManager): Promise<void> {
    await manager.getRepository(IdempotencyKeyEntity).delete({ createdAt: LessThan(new Date(Date.now() - KEPT_MS)) });
  }
}
