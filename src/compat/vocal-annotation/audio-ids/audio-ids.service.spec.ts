import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { NotFoundError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { embeddedOptions } from '../../../database/data-source-options.js';
import { EmbeddedPostgres } from '../../../database/embedded-postgres.js';
import type { RecordingResponse } from '../../../recordings/dto/recording-response.dto.js';
import type { RecordingsService } from '../../../recordings/recordings.service.js';
import { addOwner, RecordingEntity, UserEntity } from '../../../../test/support/jobs/owner-tables.js';
import { AudioIdEntity } from './audio-id.entity.js';
import { AudioIdsService } from './audio-ids.service.js';

const HOUR_MS = 3600_000;

describe('AudioIdsService', () => {
  let embedded: EmbeddedPostgres;
  let dataSource: DataSource;
  let audioIds: AudioIdsService;
  let owner: Principal;
  let stranger: Principal;

  beforeAll(async () => {
    embedded = await EmbeddedPostgres.open();
    const entities = [AudioIdEntity, UserEntity, RecordingEntity];
    const options = { ...embeddedOptions(embedded), migrations: [], entities, synchronize: true };
    dataSource = await new DataSource(options).initialize();
    const recordings = {
      find: async ({ id: ownerId }: Principal, id: string) => {
        const found = await dataSource.getRepository(RecordingEntity).findOneBy({ id, ownerId });
        if (found === null) throw new NotFoundError(`Recording ${id}`);
        return found;
      },
    } as unknown as RecordingsService;
    audioIds = new AudioIdsService(dataSource.getRepository(AudioIdEntity), recordings);
    const principal = async (): Promise<Principal> => {
      const id = await addOwner(dataSource, randomUUID());
      return { id, email: `${id}@example.org`, role: 'user' };
    };
    [owner, stranger] = [await principal(), await principal()];
  });
  afterAll(async () => {
    await dataSource.destroy();
    await embedded.close();
  });

  async function newId(): Promise<string> {
    const { id } = await dataSource.getRepository(RecordingEntity).save({ id: randomUUID(), ownerId: owner.id });
    const [audioId] = await audioIds.create({ id, channels: 1 } as RecordingResponse, 16_000);
    return audioId;
  }
  const exists = (id: string) => dataSource.getRepository(AudioIdEntity).existsBy({ id });
  const inHours = (hours: number) => audioIds.dropIdle(Date.now() + hours * HOUR_MS);

  it('drops ids that were idle for 48 hours, and no others', async () => {
    const id = await newId();
    await inHours(47.9);
    expect(await exists(id)).toBe(true);
    expect(await inHours(48.1)).toBeGreaterThan(0);
    expect(await exists(id)).toBe(false);
    await expect(audioIds.use(owner, id)).rejects.toThrow(id);
  });

  it('keeps an id that is used', async () => {
    const id = await newId();
    await dataSource.getRepository(AudioIdEntity).update({ id }, { lastUsedAt: new Date(Date.now() - 47 * HOUR_MS) });
    expect(await audioIds.use(owner, id)).toMatchObject({ channel: 0, sampleRateHz: 16_000 });
    await inHours(2);
    expect(await exists(id)).toBe(true);
  });

  it('drops a released id sooner, unless somebody goes on using it', async () => {
    const [released, used] = [await newId(), await newId()];
    await audioIds.release(owner, [released, used]);
    await audioIds.use(owner, used);
    await inHours(11.9);
    expect(await exists(released)).toBe(true);
    await inHours(12.1);
    expect([await exists(released), await exists(used)]).toEqual([false, true]);
  });

  it('does not let somebody else use or release an id', async () => {
    const id = await newId();
    await expect(audioIds.use(stranger, id)).rejects.toThrow(`audio_id "${id}" was not found.`);
    await audioIds.release(stranger, [id]);
    await inHours(13);
    expect(await exists(id)).toBe(true);
  });
});
