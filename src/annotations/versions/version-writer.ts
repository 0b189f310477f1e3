import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConflictError, NotFoundError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { Environment } from '../../config/environment.js';
import { Transactions } from '../../database/transactions.js';
import {
  type SavedVersionResponse,
  type SaveVersionQuery,
  toVersionResponse,
  type VersionResponse,
} from '../dto/version.dto.js';
import { AnnotationTrackEntity } from '../entities/annotation-track.entity.js';
import { AnnotationVersionEntity } from '../entities/annotation-version.entity.js';
import { tooManyLabels } from '../formats/label-collector.js';
import type { LabelBatch } from '../intake/label-batch.js';
import { MAX_LABELS } from '../label-rules.js';
import { writeVersion } from './write-version.js';

/** A version that is being written: the row of the track is locked. */
export interface OpenVersion {
  readonly manager: EntityManager;
  readonly trackId: string;
  readonly number: number;
  /** Labels of the version before. */
  readonly previousCount: number;
}

type Circumstances = Pick<SaveVersionQuery, 'baseVersion' | 'message'>;
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
  constructor(
    private readonly transactions: Transactions,
    private readonly environment: Environment,
  ) {}

  /** Writes labels. */
  async write(
    caller: Principal,
    trackId: string,
    batch: LabelBatch,
    options: SaveOptions,
  ): Promise<SavedVersionResponse> {
    const version = await this.change(caller, trackId, options, ({ manager, ...place }) =>
      writeVersion(manager, { ...place, batch, mode: options.mode }),
    );
    return { ...version, warnings: [...batch.warnings] };
  }

  /**
   * Makes a version of what `change` does to the labels.
   * @param change answers how many labels there are afterwards
   */
  async change(
    caller: Principal,
    trackId: string,
    { baseVersion, message }: Circumstances,
    change: (version: OpenVersion) => Promise<number>,
  ): Promise<VersionResponse> {
    const saved = await this.transactions.run(async ({ manager }) => {
      // In this order: deleting an account locks it before its tracks, too.
      await manager.query('SELECT 1 FROM users WHERE id = $1 FOR KEY SHARE', [caller.id]);
      const lock = { mode: 'pessimistic_write' } as const;
      const track = await manager.findOne(AnnotationTrackEntity, { where: { id: trackId }, lock });
      if (track === null) throw new NotFoundError(`Annotation track ${trackId}`);
      assertNewest(track, baseVersion);
      this.assertRoom(track);
      const previous = await manager.findOneBy(AnnotationVersionEntity, { trackId, number: track.version });
      const number = track.version + 1;
      const labelCount = await change({ manager, trackId, number, previousCount: previous?.labelCount ?? 0 });
      if (labelCount > MAX_LABELS) throw tooManyLabels();
      await manager.update(AnnotationTrackEntity, { id: trackId }, { version: number });
      const versions = manager.getRepository(AnnotationVersionEntity);
      await versions.insert({ trackId, number, labelCount, message, authorId: caller.id });
      return versions.findOneByOrFail({ trackId, number });
    });
    return toVersionResponse(saved);
  }

  private assertRoom({ version }: AnnotationTrackEntity): void {
    const limit = this.environment.MAX_VERSIONS_PER_TRACK;
    if (version < limit) return;
    const message = `The track has ${limit} versions, which is the limit; all stay readable. Save the newest labels in a new track and go on there.`;
    throw new ConflictError('too-many-versions', message);
  }
}
