import type { AnnotationsService } from '../../annotations/annotations.service.js';
import type { TracksService } from '../../annotations/tracks.service.js';
import type { UsersService } from '../../auth/users/users.service.js';
import { ConflictError } from '../../common/errors/errors.js';
import type { JobContext } from '../../jobs/job-context.js';
import type { ModelsService } from '../../models/models.service.js';
import type { RecordingsService } from '../../recordings/recordings.service.js';
import { SMALL_SEGMENTER } from '../../../test/support/random-segmenter.js';
import type { SegmentationOptions } from '../dto/segmentation-options.dto.js';
import type { SegmentationService } from '../segmentation.service.js';
import { toColumns } from './heard-events.js';
import { SegmentationProcessor } from './segmentation.processor.js';

const JOB = '11111111-2222-4333-8444-555555555555';

describe('SegmentationProcessor', () => {
  let saved: { readonly track: string; readonly detections: number }[];
  let room: boolean;
  beforeEach(() => {
    saved = [];
    room = true;
  });

  async function process(count: number, options: Partial<SegmentationOptions> = {}) {
    const events = Array.from({ length: count }, (_, index) => {
      return { onset: index / 10, offset: index / 10 + 0.05, class: 0, confidence: 0.9 };
    });
    const settings = SMALL_SEGMENTER;
    const heard = { events: toColumns(events), eventCount: count, settings, durationSeconds: count / 10 };
    const tracks = {
      findOrCreate: (_caller: object, _recording: string, track: string) => {
        if (!room) throw new ConflictError('too-many-tracks', 'No further track.');
        return Promise.resolve({ id: track });
      },
    };
    const annotations = {
      saveDetections: (_caller: object, track: string, detections: object[]) => {
        saved.push({ track, detections: detections.length });
        return Promise.resolve({ number: 3 });
      },
    };
    const model = {
      name: 'm',
      version: '1',
      requestedName: 'm',
      manifest: { name: 'm', task: 'segmentation', settings },
    };
    const processor = new SegmentationProcessor(
      { audioSourceOf: () => Promise.resolve({}) } as unknown as RecordingsService,
      { hear: () => Promise.resolve(heard) } as unknown as SegmentationService,
      { resolve: () => Promise.resolve(model) } as unknown as ModelsService,
      { get: () => Promise.resolve({}) } as unknown as UsersService,
      tracks as unknown as TracksService,
      annotations as unknown as AnnotationsService,
    );
    const { signal } = new AbortController();
    const job = { id: JOB, recordingId: 'r', ownerId: 'o', model: 'm', options, signal };
    return (await processor.process(job as unknown as JobContext<SegmentationOptions>)).result;
  }

  it('keeps all events in the result where there is room, and makes no track unasked', async () => {
    const result = await process(10_000);
    expect(result).toMatchObject({ eventCount: 10_000, isTruncated: false, annotation: null, note: null });
    expect(result.events).toHaveLength(10_000);
    expect(saved).toEqual([]);
  });

  it('keeps the events that the result has no room for in a track, and says where', async () => {
    const result = await process(10_001);
    const track = `Segmentation ${JOB}`;
    expect(result).toMatchObject({ eventCount: 10_001, isTruncated: true, annotation: { trackId: track, version: 3 } });
    expect(result.note).toContain(`GET /v1/annotations/${track}/versions/3/labels`);
    expect(saved).toEqual([{ track, detections: 10_001 }]);
  });

  it('uses the track that was named', async () => {
    const result = await process(10_001, { annotationTrack: 'mine' });
    expect(result.note).toContain('annotation track mine');
    expect(saved).toEqual([{ track: 'mine', detections: 10_001 }]);
    expect((await process(1, { annotationTrack: 'mine' })).note).toBeNull();
  });

  it('loses no result for want of a track that nobody asked for', async () => {
    room = false;
    expect(await process(10_001)).toMatchObject({
      annotation: null,
      note: expect.stringContaining('No further track') as string,
    });
    await expect(process(10_001, { annotationTrack: 'mine' })).rejects.toThrow('No further track');
  });
});
