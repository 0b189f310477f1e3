import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, QueryFailedError, Repository } from 'typeorm';
import type { Principal } from '../../../common/principal/principal.js';
import { PostedAnnotationsEntity } from './posted-annotations.entity.js';

/** Newest versions of a hash id that are answered, and kept for good. The client takes the newest of all. */
export const VERSIONS_KEPT = 100;
const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 5;

const isTaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;

/** The posts of the annotation client, word for word, everyone's own. */
@Injectable()
export class PostsService {
  constructor(@InjectRepository(PostedAnnotationsEntity) private readonly posts: Repository<PostedAnnotationsEntity>) {}

  /** Keeps a post as the next version of a hash id's labels. @param annotations JSON array */
  async keep({ id }: Pick<Principal, 'id'>, hashId: string, annotations: string): Promise<Date> {
    for (let attempt = 1; ; attempt++) {
      try {
        const [{ version }] = await this.posts.query<{ version: Date }[]>(
          `INSERT INTO compat_posted_annotations (owner_id, hash_id, annotations, version)
           SELECT CAST($1 AS uuid), CAST($2 AS varchar), $3, greatest(now(), max(version) + interval '1 ms')
           FROM compat_posted_annotations WHERE owner_id = $1 AND hash_id = $2 RETURNING version`,
          [id, hashId, annotations],
        );
        return version;
      } catch (error) {
        // Another tab posted within the same millisecond.
        if (attempt === ATTEMPTS || !isTaken(error)) throw error;
      }
    }
  }

  newest(
    { id: ownerId }: Pick<Principal, 'id'>,
    hashId: string,
    before?: Date,
  ): Promise<PostedAnnotationsEntity | null> {
    return this.posts.findOne({
      where: { ownerId, hashId, ...(before && { version: LessThan(before) }) },
      order: { version: 'DESC' },
    });
  }

  /** Drops of each hash id what is never answered any more. @returns how many */
  async dropOld(): Promise<number> {
    const [{ count }] = await this.posts.query<{ count: number }[]>(
      `WITH placed AS (
         SELECT owner_id, hash_id, version, row_number() OVER (PARTITION BY owner_id, hash_id ORDER BY version DESC) AS place
         FROM compat_posted_annotations),
       dropped AS (
         DELETE FROM compat_posted_annotations post USING placed
         WHERE (post.owner_id, post.hash_id, post.version) = (placed.owner_id, placed.hash_id, placed.version)
           AND placed.place > $1
         RETURNING 1)
       SELECT count(*)::int AS count FROM dropped`,
      [VERSIONS_KEPT],
    );
    return count;
  }
}
