import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { Repository } from 'typeorm';
import { NotFoundError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { FetchedRecordingEntity } from './fetched-recording.entity.js';
import type { GetMetadataRequest, MetadataFields } from './metadata.dto.js';
import { MetadataEntity } from './metadata.entity.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What hash ids stand for. Administrators say it; everyone who may call the client's routes and knows a hash id can read it. */
@Injectable()
export class MetadataService {
  constructor(
    @InjectRepository(MetadataEntity) private readonly metadata: Repository<MetadataEntity>,
    @InjectRepository(FetchedRecordingEntity) private readonly fetched: Repository<FetchedRecordingEntity>,
  ) {}

  async put(hashId: string, userProfile: boolean, content: MetadataFields): Promise<MetadataFields> {
    await this.metadata.save({ hashId, userProfile, content: { ...content }, urlSha256: sha256(content.url) });
    return content;
  }

  async get(hashId: string, userProfile: boolean): Promise<MetadataFields> {
    const found = await this.metadata.findOneBy({ hashId, userProfile });
    if (found === null) throw new NotFoundError(`Metadata for ${JSON.stringify(hashId)}`);
    return found.content;
  }

  async delete(hashId: string, userProfile: boolean): Promise<void> {
    await this.get(hashId, userProfile);
    await this.metadata.delete({ hashId, userProfile });
  }

  /** The client's own form: a list of one, or of none. */
  async ask({ hash_id, user_profile }: GetMetadataRequest): Promise<MetadataFields[]> {
    if (typeof hash_id !== 'string') return [];
    const found = await this.metadata.findOneBy({ hashId: hash_id, userProfile: user_profile });
    return found === null ? [] : [found.content];
  }

  /** Id of the recording that the caller's client has open for a hash id, when its metadata named one and it was fetched. */
  async recordingOf(caller: Principal, hashId: string): Promise<string | undefined> {
    const [row] = await this.fetched.query<{ recording_id: string }[]>(
      `SELECT fetched.recording_id FROM compat_metadata named
       JOIN compat_fetched_recordings fetched ON fetched.url_sha256 = named.url_sha256 AND fetched.owner_id = $2
       WHERE named.hash_id = $1 ORDER BY named.user_profile LIMIT 1`,
      [hashId, caller.id],
    );
    return row?.recording_id;
  }

  /** Id of the recording that the caller fetched from a URL for a hash id before. */
  async fetchedFrom(caller: Principal, url: string): Promise<string | undefined> {
    const found = await this.fetched.findOneBy({ ownerId: caller.id, urlSha256: sha256(url) });
    return found?.recordingId;
  }

  /** Keeps in mind where a recording came from, if metadata name the URL. */
  async remember(caller: Principal, url: string, recordingId: string): Promise<void> {
    const urlSha256 = sha256(url);
    if (!(await this.metadata.existsBy({ urlSha256 }))) return;
    const row = { ownerId: caller.id, urlSha256, recordingId };
    await this.fetched.createQueryBuilder().insert().values(row).orIgnore().execute();
  }
}
