import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { Request } from 'express';
import { Readable } from 'node:stream';
import { AnnotationsService } from '../../../annotations/annotations.service.js';
import { TracksService } from '../../../annotations/tracks.service.js';
import { ApplicationError } from '../../../common/errors/application-error.js';
import { NotFoundError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { ComputePool } from '../../../compute/compute-pool.js';
import { JsonBodies } from '../../body/json-bodies.service.js';
import { HASH_ID, LONGEST_HASH_ID } from '../dto/hash-id.js';
import { MetadataService } from '../metadata/metadata.service.js';
import type { ChannelLabelsInput } from './channel-labels.task.js';
import type { PostResponse } from './posted-annotations.dto.js';
import type { PostedAnnotationsEntity } from './posted-annotations.entity.js';
import { PostsService, VERSIONS_KEPT } from './posts.service.js';
import type { ReadPost, ReadPostInput } from './read-post.task.js';

const READ_TASK = new URL('./read-post.task.js', import.meta.url);
const CHANNELS_TASK = new URL('./channel-labels.task.js', import.meta.url);
/** Where posts are kept that name nothing that they belong to. */
const NAMELESS = 'default';

const isHashId = (text: string | undefined): text is string =>
  text !== undefined && text.length <= LONGEST_HASH_ID && HASH_ID.test(text);

const json = (body: Readable): StreamableFile => new StreamableFile(body, { type: 'application/json; charset=utf-8' });

/**
 * Sets of labels by hash id, everyone's own. They are kept as they were posted, and where the hash id stands for a recording also as a
 * version of a native track on it.
 */
@Injectable()
export class PostedAnnotationsService {
  private readonly logger = new Logger(PostedAnnotationsService.name);

  constructor(
    private readonly posts: PostsService,
    private readonly metadata: MetadataService,
    private readonly tracks: TracksService,
    private readonly annotations: AnnotationsService,
    private readonly bodies: JsonBodies,
    private readonly pool: ComputePool,
  ) {}

  /** Keeps a post as the next version of a hash id's labels. @param hash default: the instance that the labels name */
  async post(caller: Principal, request: Request, hash?: string): Promise<PostResponse> {
    const track = hash === undefined ? undefined : await this.trackOf(caller, hash);
    const input = { recording: track?.recording };
    const { instance, text, batch } = await this.bodies.readOn<ReadPostInput, ReadPost>(request, READ_TASK, input);
    const hashId = hash ?? (isHashId(instance) ? instance : NAMELESS);
    const version = await this.posts.keep(caller, hashId, text);
    if (track !== undefined && batch !== undefined) await this.copy(caller, track.id, batch);
    return { message: 'Annotations inserted successfully.', version: version.toISOString() };
  }

  /** The post is kept already: a track that cannot take it, because it has too many versions, costs nobody their labels. */
  private async copy(caller: Principal, trackId: string, batch: NonNullable<ReadPost['batch']>): Promise<void> {
    try {
      const message = 'posted by the annotation client';
      await this.annotations.saveBatch(caller, trackId, batch, { mode: 'replace', message });
    } catch (error) {
      if (!(error instanceof ApplicationError) || error.status >= 500) throw error;
      this.logger.warn(`Labels of the annotation client are not in track ${trackId}: ${error.message}`);
    }
  }

  /** `[{"version": "…", "annotations": […]}, …]`, newest first, version by version from the database. */
  async list(caller: Principal, hashId: string): Promise<StreamableFile> {
    const first = await this.posts.newest(caller, hashId);
    const older = (version: Date): Promise<PostedAnnotationsEntity | null> =>
      this.posts.newest(caller, hashId, version);
    async function* versions(): AsyncGenerator<string, void, undefined> {
      yield '[';
      let post = first;
      for (let count = 0; post !== null && count < VERSIONS_KEPT; count++) {
        yield `${count === 0 ? '' : ','}{"version":"${post.version.toISOString()}","annotations":`;
        yield `${post.annotations}}`;
        post = await older(post.version);
      }
      yield ']';
    }
    return json(Readable.from(versions(), { objectMode: false }));
  }

  /** Metadata and the newest labels in one answer, as an earlier client asks for them; an empty list without metadata. */
  async withMetadata(caller: Principal, hash: string): Promise<StreamableFile> {
    const [metadata] = await this.metadata.ask({ hash_id: hash, user_profile: false });
    if (metadata === undefined) return json(Readable.from(['{"response":[]}'], { objectMode: false }));
    const newest = await this.posts.newest(caller, hash);
    const labels = await this.pool.run<ChannelLabelsInput, string>(
      CHANNELS_TASK,
      { annotations: newest?.annotations ?? '[]' },
      { lane: 'interactive' },
    );
    const before = JSON.stringify(metadata).slice(0, -1);
    return json(Readable.from([`{"response":[${before},"labels":`, labels, '}]}'], { objectMode: false }));
  }

  private async trackOf(caller: Principal, hash: string) {
    const recordingId = await this.metadata.recordingOf(caller, hash);
    if (recordingId === undefined) return undefined;
    try {
      const { id } = await this.tracks.findOrCreate(caller, recordingId, hash);
      const { recording } = await this.tracks.find(caller, id);
      const { durationSeconds, channels, originalFileName } = recording;
      return { id, recording: { durationSeconds, channels, originalFileName } };
    } catch (error) {
      // Deleted a moment ago: the labels are kept all the same.
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }
}
