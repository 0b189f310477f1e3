import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { addOwner, RecordingEntity, UserEntity } from '../../../../test/support/jobs/owner-tables.js';
import { embeddedOptions } from '../../../database/data-source-options.js';
import { EmbeddedPostgres } from '../../../database/embedded-postgres.js';
import { PostedAnnotationsEntity } from './posted-annotations.entity.js';
import { PostsService, VERSIONS_KEPT } from './posts.service.js';

describe('PostsService', () => {
  let embedded: EmbeddedPostgres;
  let dataSource: DataSource;
  let posts: PostsService;
  let anna: { id: string };
  let bob: { id: string };

  beforeAll(async () => {
    embedded = await EmbeddedPostgres.open();
    const entities = [PostedAnnotationsEntity, UserEntity, RecordingEntity];
    const options = { ...embeddedOptions(embedded), migrations: [], entities, synchronize: true };
    dataSource = await new DataSource(options).initialize();
    posts = new PostsService(dataSource.getRepository(PostedAnnotationsEntity));
    [anna, bob] = [{ id: await addOwner(dataSource, randomUUID()) }, { id: await addOwner(dataSource, randomUUID()) }];
  });
  afterAll(async () => {
    await dataSource.destroy();
    await embedded.close();
  });

  const keptOf = async ({ id: ownerId }: { id: string }, hashId: string): Promise<string[]> => {
    const repository = dataSource.getRepository(PostedAnnotationsEntity);
    const rows = await repository.find({ where: { ownerId, hashId }, order: { version: 'ASC' } });
    return rows.map(({ annotations }) => annotations);
  };

  it('drops of each hash id what is older than the newest ones that are answered', async () => {
    const texts = Array.from({ length: VERSIONS_KEPT + 5 }, (_, index) => `[${index}]`);
    for (const text of texts) await posts.keep(anna, 'busy', text);
    for (const text of ['["a"]', '["b"]']) {
      await posts.keep(anna, 'quiet', text);
      await posts.keep(bob, 'busy', text);
    }
    expect(await posts.dropOld()).toBe(5);
    expect(await keptOf(anna, 'busy')).toEqual(texts.slice(5));
    expect([await keptOf(anna, 'quiet'), await keptOf(bob, 'busy')]).toEqual([
      ['["a"]', '["b"]'],
      ['["a"]', '["b"]'],
    ]);
    expect(await posts.dropOld()).toBe(0);
    expect((await posts.newest(anna, 'busy'))!.annotations).toBe(texts.at(-1));
  });
});
