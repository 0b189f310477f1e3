import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { LessThan, Repository } from 'typeorm';
import { NotFoundError } from '../common/errors/errors.js';
import { decodeCursor, readNumber, toPage } from '../common/pagination/cursor.js';
import type { PageQuery } from '../common/pagination/page.dto.js';
import type { Principal } from '../common/principal/principal.js';
import { ComputePool } from '../compute/compute-pool.js';
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
import { AnnotationVersionEntity } from './entities/annotation-version.entity.js';
import { LABEL_FORMATS } from './formats/label-formats.js';
import { LEFT_OUT_HEADER, toLeftOutHeader } from './formats/left-out.js';
import { type Detection, fromDetections, type LabelSource } from './intake/detections.js';
import { type LabelBatch, toLabelBatch } from './intake/label-batch.js';
import { LabelBodies } from './intake/label-bodies.js';
import type { Label } from './label.js';
import { type FoundTrack, TracksService } from './tracks.service.js';
import { compareVersions } from './versions/compare-versions.js';
import { labelPages, readLabels, type SavedLabel } from './versions/read-labels.js';
import type { WriteLabelsInput, WrittenLabels } from './versions/write-labels.task.js';
import { assertNewest, type SaveOptions, VersionWriter } from './versions/version-writer.js';

const WRITE_TASK = new URL('./versions/write-labels.task.js', import.meta.url);

const ALONE: SaveOptions = { mode: 'replace', message: '' };

export type { Detection, Label, LabelSource, SavedLabel };

/** The labels of one version of a track. */
export interface LabelSet {
  readonly trackId: string;
  readonly trackName: string;
  readonly recordingId: string;
  /** 0 for a track before its first save. */
  readonly version: number;
  /** By onset. */
  readonly labels: readonly SavedLabel[];
}

/** The labels of a track, version by version: every save makes a new one, and all can be read for ever. */
@Injectable()
export class AnnotationsService {
  constructor(
    @InjectRepository(AnnotationVersionEntity) private readonly versions: Repository<AnnotationVersionEntity>,
    private readonly tracks: TracksService,
    private readonly bodies: LabelBodies,
    private readonly writer: VersionWriter,
    private readonly pool: ComputePool,
  ) {}

  /** Saves the labels of a request body, in any of the formats. */
  async saveBody(
    caller: Principal,
    id: string,
    { format, tiers, ...options }: SaveVersionQuery,
    request: Request,
  ): Promise<SavedVersionResponse> {
    const { track, recording } = await this.tracks.find(caller, id);
    assertNewest(track, options.baseVersion);
    return this.writer.write(caller, id, await this.bodies.receive(request, { format, tiers }, recording), options);
  }

  /** Saves sound labels of another feature. */
  async save(
    caller: Principal,
    id: string,
    labels: readonly Label[],
    options: SaveOptions,
  ): Promise<SavedVersionResponse> {
    const { recording } = await this.tracks.find(caller, id);
    return this.writer.write(caller, id, toLabelBatch(labels, recording), options);
  }

  /**
   * Saves what a model heard as labels of that model.
   * @throws UnprocessableError for a label that breaks a rule, ConflictError when `baseVersion` is not the newest version any more
   */
  async saveDetections(
    caller: Principal,
    id: string,
    detections: readonly Detection[],
    source: LabelSource,
    options: SaveOptions = ALONE,
  ): Promise<SavedVersionResponse> {
    return this.save(caller, id, fromDetections(detections, source), options);
  }

  /**
   * All labels of a version, as to train on them or to score a model by them.
   * @throws NotFoundError when the caller has no such track, or it has no such version
   */
  async readLabels(caller: Principal, id: string, version: number | 'latest' = 'latest'): Promise<LabelSet> {
    const found = await this.tracks.find(caller, id);
    const number = this.numberOf(found, version);
    const labels: SavedLabel[] = [];
    for await (const page of labelPages(this.versions.manager, id, number)) labels.push(...page);
    const { name: trackName, recordingId } = found.track;
    return { trackId: id, trackName, recordingId, version: number, labels };
  }

  /** The same of labels that a task of its own has read already. */
  async saveBatch(
    caller: Principal,
    id: string,
    batch: LabelBatch,
    options: SaveOptions,
  ): Promise<SavedVersionResponse> {
    await this.tracks.find(caller, id);
    return this.writer.write(caller, id, batch, options);
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
    const number = this.numberOf(found, version);
    const chunks: string[] = [];
    for await (const page of labelPages(this.versions.manager, id, number)) chunks.push(JSON.stringify(page));
    const { originalFileName: fileName, durationSeconds } = found.recording;
    const input = { chunks, format, options: { fileName, durationSeconds } };
    const { file, leftOut } = await this.pool.run<WriteLabelsInput, WrittenLabels>(WRITE_TASK, input, {
      lane: 'interactive',
    });
    const { extension, contentType } = LABEL_FORMATS[format];
    response.attachment(`${fileName.replace(/\.[^.]*$/, '')}.${extension}`);
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'private, no-cache' });
    const lost = toLeftOutHeader(leftOut);
    if (lost !== undefined) response.set(LEFT_OUT_HEADER, lost);
    response.send(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  }

  /** Version 0 is what every track is before its first save: without labels. */
  private numberOf({ track }: FoundTrack, version: number | 'latest'): number {
    if (version === 'latest') return track.version;
    if (version > track.version) throw new NotFoundError(`Version ${version}`);
    return version;
  }
}
