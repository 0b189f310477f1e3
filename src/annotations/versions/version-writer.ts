import { Injectable } from '@nestjs/common';
import { ConflictError, NotFoundError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { Transactions } from '../../database/transactions.js';
import { type SavedVersionResponse, type SaveVersionQuery, toVersionResponse } from '../dto/version.dto.js';
import { AnnotationTrackEntity } from '../entities/annotation-track.entity.js';
import { AnnotationVersionEntity } from '../entities/annotation-version.entity.js';
import { tooManyLabels } from '../formats/label-collector.js';
import type { LabelBatch } from '../intake/label-batch.js';
import { MAX_LABELS } from '../label-rules.js';
import { writeVersion } from './write-version.js';

export type SaveOptions = Pick<SaveVersionQuery, 'mode' | 'baseVersion' | 'message'>;

/** @throws ConflictError when somebody has saved since `baseVersion` was read */
export function assertNewest({ version }: AnnotationTrackEntity, baseVersion: number | undefined): void {
  if (baseVersion === undefined || baseVersion === version) return;
  const message = `The newest version is ${version}, not ${baseVersion}; read it, merge your changes and save again.`;
  throw new ConflictError('version-conflict', message);
}

/** Saves labels as the next version of a track: one after the other, each whole or not at all. */
@Injectable()
export class VersionWriter {
  constructor(private readonly transactions: Transactions) {}

  async write(
    caller: Principal,
    trackId: string,
    batch: LabelBatch,
    { mode, baseVersion, message }: SaveOptions,
  ): Promise<SavedVersionResponse> {
    const saved = await this.transactions.run(async ({ manager }) => {
      // In this order: deleting an account locks it before its tracks, too.
      await manager.query('SELECT 1 FROM users WHERE id = $1 FOR KEY SHARE', [caller.id]);
      const lock = { mode: 'pessimistic_write' } as const;
      const track = await manager.findOne(AnnotationTrackEntity, { where: { id: trackId }, lock });
      if (track === null) throw new NotFoundError(`Annotation track ${trackId}`);
      assertNewest(track, baseVersion);
      const previous = await manager.findOneBy(AnnotationVersionEntity, { trackId, number: track.version });
      const number = track.version + 1;
      const previousCount = previous?.labelCount ?? 0;
      const labelCount = await writeVersion(manager, { trackId, number, previousCount, batch, mode });
      if (labelCount > MAX_LABELS) throw tooManyLabels();
      await manager.update(AnnotationTrackEntity, { id: trackId }, { version: number });
      const versions = manager.getRepository(AnnotationVersionEntity);
      await versions.insert({ trackId, number, labelCount, message, authorId: caller.id });
      return versions.findOneByOrFail({ trackId, number });
    });
    return { ...toVersionResponse(saved), warnings: [...batch.warnings] };
  }
}
