import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidRequestError, UnprocessableError } from '../../common/errors/errors.js';
import { Environment } from '../../config/environment.js';
import { SegmenterLearningService } from '../../segmentation/learning/segmenter-learning.service.js';
import { FinetuneIntakeService } from './finetune-intake.service.js';

const CALLER = { id: 'b49b3c4a-bbc0-4eb3-9e45-30c62883a3d8', email: 'biologist@example.org', role: 'user' } as const;
const [FIRST, SECOND] = ['one', 'two'];

interface World {
  /** Fails in place of the answer, after what it is asked to write was written or not. */
  readonly failure?: Error;
  readonly isQueued?: boolean | Error;
  readonly labelsOfTracks?: number;
  readonly inlineLabels?: number;
  readonly seconds?: number;
}

describe('FinetuneIntakeService', () => {
  let root: string;
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'intake-'))));
  afterEach(() => rm(root, { recursive: true }));

  /** The service among fakes, with a request for two recordings with a track each. */
  function start({ failure, isQueued = false, labelsOfTracks = 1, inlineLabels = 0, seconds = 10 }: World) {
    const removed: string[] = [];
    const environment = Object.assign(new Environment(), { MAX_TRAINING_MEMORY_MB: 64 });
    const paths = {
      request: join(root, 'request'),
      trainingSet: join(root, 'set'),
      trackLabels: (index: number) => join(root, `track-${index}`),
    };
    const outline = {
      head: { name: 'finch', baseModel: 'segmenter-base' },
      recordings: [FIRST, SECOND].map((recordingId) => ({
        recordingId,
        track: { id: recordingId, version: 'latest' },
      })),
      labels: inlineLabels,
    };
    const summary = { seconds, areas: 2, classes: 1 };
    const parts = {
      directories: {
        create: () => Promise.resolve({ id: 'id', paths }),
        remove: (id: string) => Promise.resolve(void removed.push(id)),
      },
      finetunes: {
        create: () => (failure ? Promise.reject(failure) : Promise.resolve({ id: 'id' })),
        exists: () => (isQueued instanceof Error ? Promise.reject(isQueued) : Promise.resolve(isQueued)),
      },
      recordings: {
        find: () => Promise.resolve({ durationSeconds: 1e4, sha256: '', channels: 1, sampleRateHz: 32_000 }),
      },
      annotations: {
        readLabels: (_caller: unknown, id: string) =>
          Promise.resolve({ recordingId: id, labels: Array.from({ length: labelsOfTracks }, () => ({})) }),
      },
      models: { checkName: () => Promise.resolve(), resolve: () => Promise.resolve() },
      pool: { run: (task: URL) => Promise.resolve(task.href.includes('read-training-request') ? outline : summary) },
    };
    const { directories, finetunes, recordings, annotations, models, pool } = parts as never as Record<string, never>;
    const learning = new SegmenterLearningService(pool, environment);
    const audioSources = {} as never;
    const service = new FinetuneIntakeService(
      environment,
      directories,
      finetunes,
      recordings,
      annotations,
      models,
      audioSources,
      pool,
      learning,
    );
    return { removed, answer: service.start(CALLER, '{}', new AbortController().signal) };
  }

  it('keeps the files of what it queued', async () => {
    const { removed, answer } = start({});
    await expect(answer).resolves.toEqual({ id: 'id' });
    expect(removed).toEqual([]);
  });

  it.each<[string, World, string[]]>([
    ['removes the files of what was not queued', { isQueued: false }, ['id']],
    ['keeps them when only the answer failed', { isQueued: true }, []],
    ['keeps them when nobody knows', { isQueued: new Error('no database') }, []],
  ])('%s', async (_what, world, expected) => {
    const failure = new Error('the database went away');
    const { removed, answer } = start({ ...world, failure });
    await expect(answer).rejects.toBe(failure);
    expect(removed).toEqual(expected);
  });

  it('counts labels of tracks and those of the request together', async () => {
    await expect(start({ labelsOfTracks: 100_000 }).answer).resolves.toEqual({ id: 'id' });
  });

  it.each<[string, World]>([
    ['of tracks', { labelsOfTracks: 100_001 }],
    ['of tracks and the request', { labelsOfTracks: 100_000, inlineLabels: 1 }],
  ])('refuses too many labels %s', async (_what, world) => {
    const { removed, answer } = start(world);
    await expect(answer).rejects.toThrow(/recordings.1.annotationTrackId: there are more than 200000 labels/);
    await expect(answer).rejects.toBeInstanceOf(InvalidRequestError);
    expect(removed).toEqual(['id']);
  });

  it('refuses what would take too much memory, and says what to do', async () => {
    const { removed, answer } = start({ seconds: 7_000 });
    await expect(answer).rejects.toBeInstanceOf(UnprocessableError);
    await expect(answer).rejects.toThrow(/7000 seconds .* 64 MB .* lower options.sampleRateHz/);
    expect(removed).toEqual(['id']);
  });
});
