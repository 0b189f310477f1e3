import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { LessThan, Repository } from 'typeorm';
import { ConflictError, NotFoundError } from '../common/errors/errors.js';
import { decodeCursor, readNumber, toPage } from '../common/pagination/cursor.js';
import type { PageQuery } from '../common/pagination/page.dto.js';
import type { Principal } from '../common/principal/principal.js';
import { ComputePool } from '../compute/compute-pool.js';
import { Transactions } from '../database/transactions.js';
import type { LabelPage, LabelsQuery } from './dto/label.dto.js';
import {
  type ComparisonResponse,
  type ExportQuery,
  type SavedVersionResponse,
  type SaveVersionQuery,
  toVersionResponse,
  type VersionPage,
  type VersionResponse,
} from './dto/version.dto.js';
import { AnnotationTrackEntity } from './entities/annotation-track.entity.js';
import { AnnotationVersionEntity } from './entities/annotation-version.entity.js';
import { tooManyLabels } from './formats/label-collector.js';
import { LABEL_FORMATS } from './formats/label-formats.js';
import { type LabelBatch, toLabelBatch } from './intake/label-batch.js';
import { LabelBodies } from './intake/label-bodies.js';
import type { Label } from './label.js';
import { MAX_LABELS } from './label-rules.js';
import { type FoundTrack, TracksService } from './tracks.service.js';
import { compareVersions } from './versions/compare-versions.js';
import { readAllLabels, readLabels } from './versions/read-labels.js';
import type { WriteLabelsInput } from './versions/write-labels.task.js';
import { writeVersion } from './versions/write-version.js';

const WRITE_TASK = new URL('./versions/write-labels.task.js', import.meta.url);

type SaveOptions = Pick<SaveVersionQuery, 'mode' | 'baseVersion' | 'message'>;

/** The labels of a track, version by version: every save makes a new one, and all can be read for ever. */
@Injectable()
export class AnnotationsService {
  constructor(
    @InjectRepository(AnnotationVersionEntity) private readonly versions: Repository<AnnotationVersionEntity>,
    private readonly transactions: Transactions,
    private readonly tracks: TracksService,
    private readonly bodies: LabelBodies,
    private readonly pool: ComputePool,
  ) {}

  /** Saves the labels of a request body, in any of the formats. */
  async saveBody(
    caller: Principal,
    id: string,
    { format, ...options }: SaveVersionQuery,
    request: Request,
  ): Promise<SavedVersionResponse> {
    const { track, recording } = await this.tracks.find(caller, id);
    this.assertNewest(track, options.baseVersion);
    return this.write(caller, id, await this.bodies.receive(request, format, recording), options);
  }

  /** Saves sound labels of another feature. */
  async save(
    caller: Principal,
    id: string,
    labels: readonly Label[],
    options: SaveOptions,
  ): Promise<SavedVersionResponse> {
    const { recording } = await this.tracks.find(caller, id);
    return this.write(caller, id, toLabelBatch(labels, recording), options);
  }

  async list(caller: Principal, id: string, { limit, cursor }: PageQuery): Promise<VersionPage> {
    await this.tracks.find(caller, id);
    const before = cursor === undefined ? undefined : readNumber(decodeCursor(cursor).value);
    const found = await this.versions.find({
      where: { trackId: id, ...(before !== undefined && { number: LessThan(Math.min(before, 2 ** 31 - 1)) }) },
      order: { number: 'DESC' },
      take: limit + 1,
    });
    const { rows, nextCursor } = toPage(found, limit, ({ number }) => ({ value: String(number), id }));
    return { items: rows.map(toVersionResponse), nextCursor };
  }

  async get(caller: Principal, id: string, version: number | 'latest'): Promise<VersionResponse> {
    const { track } = await this.tracks.find(caller, id);
    const number = version === 'latest' ? track.version : version;
    const found = await this.versions.findOneBy({ trackId: id, number });
    if (found === null) throw new NotFoundError(`Version ${number}`);
    return toVersionResponse(found);
  }

  async labels(
    caller: Principal,
    id: string,
    version: number | 'latest',
    { limit, cursor, from, to }: LabelsQuery,
  ): Promise<LabelPage> {
    const number = this.numberOf(await this.tracks.find(caller, id), version);
    const page = await readLabels(this.versions.manager, id, number, { limit, cursor, from, to });
    return { items: page.rows, nextCursor: page.nextCursor };
  }

  async compare(
    caller: Principal,
    id: string,
    versions: readonly [number | 'latest', number | 'latest'],
    page: PageQuery,
  ): Promise<ComparisonResponse> {
    const found = await this.tracks.find(caller, id);
    const [from, to] = versions.map((version) => this.numberOf(found, version));
    const { rows, nextCursor, counts } = await compareVersions(this.versions.manager, id, [from, to], page);
    return {
      from,
      to,
      addedCount: counts.added,
      removedCount: counts.removed,
      changedCount: counts.changed,
      items: rows.map(({ change, before, after }) => ({ change, before, after })),
      nextCursor,
    };
  }

  /** Sends the labels of a version as a file. */
  async sendFile(
    caller: Principal,
    id: string,
    version: number | 'latest',
    { format }: ExportQuery,
    response: Response,
  ): Promise<void> {
    const found = await this.tracks.find(caller, id);
    const chunks = await readAllLabels(this.versions.manager, id, this.numberOf(found, version));
    const { originalFileName: fileName, durationSeconds } = found.recording;
    const input = { chunks, format, options: { fileName, durationSeconds } };
    const file = await this.pool.run<WriteLabelsInput, Uint8Array>(WRITE_TASK, input, { lane: 'interactive' });
    const { extension, contentType } = LABEL_FORMATS[format];
    response.attachment(`${fileName.replace(/\.[^.]*$/, '')}.${extension}`);
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'private, no-cache' });
    response.send(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  }

  /** Version 0 is what every track is before its first save: without labels. */
  private numberOf({ track }: FoundTrack, version: number | 'latest'): number {
    if (version === 'latest') return track.version;
    if (version > track.version) throw new NotFoundError(`Version ${version}`);
    return version;
  }

  private assertNewest({ version }: AnnotationTrackEntity, baseVersion: number | undefined): void {
    if (baseVersion === undefined || baseVersion === version) return;
    const message = `The newest version is ${version}, not ${baseVersion}; read it, merge your changes and save again.`;
    throw new ConflictError('version-conflict', message);
  }

  private async write(
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
      this.assertNewest(track, baseVersion);
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
