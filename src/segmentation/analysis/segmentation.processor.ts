import { Injectable } from '@nestjs/common';
import { AnnotationsService } from '../../annotations/annotations.service.js';
import { TracksService } from '../../annotations/tracks.service.js';
import { UsersService } from '../../auth/users/users.service.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import type { JobContext, JobOutcome, JobProcessor } from '../../jobs/job-context.js';
import { Processes } from '../../jobs/processes.decorator.js';
import { ModelsService, type ResolvedModel } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { SegmentationOptions } from '../dto/segmentation-options.dto.js';
import type { SavedAnnotation, SegmentationPartial, SegmentationResult } from '../dto/segmentation-result.dto.js';
import { MOST_EVENTS, SegmentationService } from '../segmentation.service.js';
import type { HearTaskOutput } from './hear.task.js';
import { toColumns, toResultEvents } from './heard-events.js';
import { SEGMENTATION_KIND } from './segmentation.kind.js';
import { segmenterSettings } from '../network/segmenter-directory.js';
import { toResult } from './to-result.js';

/** Finds the vocalisations of a recording, and saves them as labels where asked. */
@Injectable()
@Processes(SEGMENTATION_KIND.kind)
export class SegmentationProcessor implements JobProcessor<SegmentationOptions, SegmentationResult> {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly segmentation: SegmentationService,
    private readonly models: ModelsService,
    private readonly users: UsersService,
    private readonly tracks: TracksService,
    private readonly annotations: AnnotationsService,
  ) {}

  async process(job: JobContext<SegmentationOptions>): Promise<JobOutcome<SegmentationResult>> {
    const { recordingId, options, signal } = job;
    if (recordingId === null) {
      throw new UnprocessableError('no-recording', 'Vocalisations are found in a recording: name one.');
    }
    const caller: Principal = await this.users.get(job.ownerId);
    const model = await this.models.resolve(caller, 'segmentation', job.model);
    const source = await this.recordings.audioSourceOf(recordingId);
    const { classes } = segmenterSettings(model.manifest);
    const heard = await this.segmentation.hear(source, model, options, {
      signal,
      onHeard: (fraction, { events }) => {
        const partial: SegmentationPartial = { events: toResultEvents(toColumns(events), classes) };
        job.report(fraction, events.length > 0 ? partial : undefined);
      },
    });
    signal.throwIfAborted();
    const annotation = await this.save(caller, recordingId, model, heard, options);
    return {
      result: { ...toResult(model, heard, options.channel), annotation },
      model: `${model.name}@${model.version}`,
    };
  }

  private async save(
    caller: Principal,
    recordingId: string,
    { name: model, version }: ResolvedModel,
    { events, eventCount, settings }: HearTaskOutput,
    { annotationTrack, channel = 0 }: SegmentationOptions,
  ): Promise<SavedAnnotation | null> {
    if (annotationTrack === undefined) return null;
    if (eventCount > MOST_EVENTS) {
      throw new UnprocessableError(
        'too-many-events',
        `${eventCount} events were found; an annotation track holds ${MOST_EVENTS}. Raise the threshold or minSegmentSeconds.`,
      );
    }
    const { id } = await this.tracks.findOrCreate(caller, recordingId, annotationTrack);
    const detections = toResultEvents(events, settings.classes).map((event) => ({ ...event, channel }));
    const saved = await this.annotations.saveDetections(caller, id, detections, { model, version });
    return { trackId: id, version: saved.number };
  }
}
