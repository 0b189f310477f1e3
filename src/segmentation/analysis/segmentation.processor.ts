import { Injectable } from '@nestjs/common';
import { AnnotationsService } from '../../annotations/annotations.service.js';
import { TracksService } from '../../annotations/tracks.service.js';
import { UsersService } from '../../auth/users/users.service.js';
import { ApplicationError } from '../../common/errors/application-error.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import type { JobContext, JobOutcome, JobProcessor, JobRequest } from '../../jobs/job-context.js';
import { WaitingForModelError } from '../../jobs/job-errors.js';
import { Processes } from '../../jobs/processes.decorator.js';
import { ModelsService, type ResolvedModel } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { SegmentationOptions } from '../dto/segmentation-options.dto.js';
import type { SavedAnnotation, SegmentationPartial, SegmentationResult } from '../dto/segmentation-result.dto.js';
import { checkHearing } from '../inference/check-hearing.js';
import { MOST_EVENTS, SegmentationService } from '../segmentation.service.js';
import type { HearTaskOutput } from './hear.task.js';
import { toColumns, toResultEvents } from './heard-events.js';
import { SEGMENTATION_KIND } from './segmentation.kind.js';
import { segmenterSettings } from '../network/segmenter-directory.js';
import { MOST_RESULT_EVENTS, toResult } from './to-result.js';

const firstOf = (eventCount: number): string =>
  `${eventCount} events were found; "events" holds the first ${MOST_RESULT_EVENTS}.`;

const whereTheyAre = (eventCount: number, { trackId, version }: SavedAnnotation): string =>
  `${firstOf(eventCount)} All of them are labels of annotation track ${trackId}: read them page by page at ` +
  `GET /v1/annotations/${trackId}/versions/${version}/labels.`;

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

  async check({ ownerId, recording, options, model }: JobRequest<SegmentationOptions>): Promise<void> {
    const caller: Principal = await this.users.get(ownerId);
    try {
      const { manifest } = await this.models.resolve(caller, 'segmentation', model);
      checkHearing(segmenterSettings(manifest), options, recording);
    } catch (error) {
      // The job is kept until there is a model.
      if (!(error instanceof WaitingForModelError)) throw error;
    }
  }

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
    const kept = await this.keep(caller, job.id, recordingId, model, heard, options);
    return {
      result: { ...toResult(model, heard, options.channel), ...kept },
      model: `${model.name}@${model.version}`,
    };
  }

  /** Events that the result has no room for are kept in a track, whether one was named or not. */
  private async keep(
    caller: Principal,
    jobId: string,
    recordingId: string,
    model: ResolvedModel,
    heard: HearTaskOutput,
    { annotationTrack, channel }: SegmentationOptions,
  ): Promise<Pick<SegmentationResult, 'annotation' | 'note'>> {
    const { eventCount } = heard;
    const isTruncated = eventCount > MOST_RESULT_EVENTS;
    if (annotationTrack === undefined && !isTruncated) return { annotation: null, note: null };
    try {
      const track = annotationTrack ?? `Segmentation ${jobId}`;
      const annotation = await this.save(caller, recordingId, model, heard, { annotationTrack: track, channel });
      return { annotation, note: isTruncated ? whereTheyAre(eventCount, annotation) : null };
    } catch (error) {
      // Nobody asked for a track: what there is of the result is not thrown away with it.
      if (annotationTrack !== undefined || !(error instanceof ApplicationError) || error.status >= 500) throw error;
      return { annotation: null, note: `${firstOf(eventCount)} The others could not be kept: ${error.message}` };
    }
  }

  private async save(
    caller: Principal,
    recordingId: string,
    { name: model, version }: ResolvedModel,
    { events, eventCount, settings }: HearTaskOutput,
    { annotationTrack, channel = 0 }: { readonly annotationTrack: string; readonly channel?: number },
  ): Promise<SavedAnnotation> {
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
