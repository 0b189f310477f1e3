import { Injectable } from '@nestjs/common';
import { AnnotationsService } from '../../annotations/annotations.service.js';
import { UsersService } from '../../auth/users/users.service.js';
import type { Principal } from '../../common/principal/principal.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { ComputePool } from '../../compute/compute-pool.js';
import type { JobContext, JobOutcome, JobProcessor } from '../../jobs/job-context.js';
import { Processes } from '../../jobs/processes.decorator.js';
import { ModelsService, type ResolvedModel } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import { toModel, toSettings } from '../analysis/to-result.js';
import { clusterName } from '../cluster-name.js';
import { settingsInForce } from '../inference/settings-in-force.js';
import { segmenterSettings } from '../network/segmenter-directory.js';
import { frameBinSeconds } from '../scores/frame-wise.js';
import { scoreNote } from '../scores/score-note.js';
import type { Segment } from '../scores/segment.js';
import { SegmentationService } from '../segmentation.service.js';
import type { EvaluationArea, EvaluationOptions, EvaluationRecording } from './dto/create-evaluation.dto.js';
import type { EvaluationResult } from './dto/evaluation-result.dto.js';
import { EVALUATION_KIND } from './evaluation.kind.js';
import type { ScoredRecording, ScoreTaskInput, ScoreTaskOutput } from './score.task.js';

const SCORE_TASK = new URL('./score.task.js', import.meta.url);
const TOLERANCE_STEPS = 4;
const MOST_RESULT_CLASSES = 1000;
const MOST_CONFUSIONS = 10_000;
/** Share of the work that is done when everything was heard. */
const HEARING_SHARE = 0.98;

/** Labels and events that are held and compared at once. */
const MOST_SEGMENTS = 400_000;

/** Hears the recordings of an evaluation one after the other and scores what was found. */
@Injectable()
@Processes(EVALUATION_KIND.kind)
export class EvaluationProcessor implements JobProcessor<EvaluationOptions, EvaluationResult> {
  constructor(
    private readonly segmentation: SegmentationService,
    private readonly recordings: RecordingsService,
    private readonly models: ModelsService,
    private readonly users: UsersService,
    private readonly annotations: AnnotationsService,
    private readonly compute: ComputePool,
  ) {}

  async process(job: JobContext<EvaluationOptions>): Promise<JobOutcome<EvaluationResult>> {
    const { options } = job;
    const caller: Principal = await this.users.get(job.ownerId);
    const model = await this.models.resolve(caller, 'segmentation', job.model);
    const recordings: ScoredRecording[] = [];
    let segments = 0;
    for (const [index, recording] of options.recordings.entries()) {
      const report = (fraction: number): void =>
        job.report((HEARING_SHARE * (index + fraction)) / options.recordings.length);
      const heard = await this.hear(caller, model, recording, job, report);
      segments += heard.labels.length + heard.events.onset.length;
      if (segments > MOST_SEGMENTS) throw tooMany(`More than ${MOST_SEGMENTS} labels and events came together.`);
      recordings.push(heard);
    }
    return { result: await this.score(model, recordings, job), model: `${model.name}@${model.version}` };
  }

  private async hear(
    caller: Principal,
    model: ResolvedModel,
    recording: EvaluationRecording,
    { options, signal }: JobContext<EvaluationOptions>,
    report: (fraction: number) => void,
  ): Promise<ScoredRecording> {
    const labels = await this.labelsOf(caller, recording, options.channel);
    await this.recordings.find(caller, recording.recordingId);
    const source = await this.recordings.audioSourceOf(recording.recordingId);
    const { events, eventCount, durationSeconds } = await this.segmentation.hear(source, model, options, {
      signal,
      onHeard: report,
    });
    if (eventCount > events.onset.length) throw tooMany(`${eventCount} events were found in one recording.`);
    const areas = recording.areas ?? [{ onsetSeconds: 0, offsetSeconds: durationSeconds }];
    return { events, labels, areas: areas.map(toSpan), durationSeconds };
  }

  /** Labels of a track count where they are on the channel that is heard, or on none. */
  private async labelsOf(caller: Principal, recording: EvaluationRecording, channel?: number): Promise<Segment[]> {
    const { labels = [], annotationTrackId, annotationVersion } = recording;
    if (annotationTrackId === undefined) {
      return labels.map(({ species = '', individual = '', cluster = '', ...label }) => ({
        ...toSpan(label),
        class: clusterName({ species, individual, cluster }),
      }));
    }
    const saved = await this.annotations.readLabels(caller, annotationTrackId, annotationVersion);
    return saved.labels
      .filter((label) => channel === undefined || label.channel === null || label.channel === channel)
      .map((label) => ({ ...toSpan(label), class: clusterName(label) }));
  }

  private async score(
    model: ResolvedModel,
    recordings: ScoredRecording[],
    { options, signal }: JobContext<EvaluationOptions>,
  ): Promise<EvaluationResult> {
    const { minimumIou, targetClass, timeStepSeconds, minSegmentSeconds, threshold, channel } = options;
    const own = segmenterSettings(model.manifest);
    const settings = {
      ...settingsInForce(own, { timeStepSeconds, minSegmentSeconds, threshold }),
      ...(options.minFrequencyHz !== undefined && { minFrequencyHz: options.minFrequencyHz }),
    };
    const toleranceSeconds = options.toleranceSeconds ?? TOLERANCE_STEPS * settings.timeStepSeconds;
    const frameSeconds = frameBinSeconds(settings.timeStepSeconds);
    const input: ScoreTaskInput = {
      recordings,
      classNames: own.classes.map(clusterName),
      options: { toleranceSeconds, binSeconds: frameSeconds, minimumIou, targetClass },
    };
    const { scores, seconds } = await this.compute.run<ScoreTaskInput, ScoreTaskOutput>(SCORE_TASK, input, { signal });
    const { segmentWise, frameWise, overlapWise, detection } = scores;
    return {
      model: toModel(model),
      settings: toSettings(settings, channel),
      toleranceSeconds,
      frameSeconds,
      minimumIou,
      recordings: recordings.length,
      seconds,
      segmentWise,
      frameWise,
      overlapWise,
      detection,
      note: scoreNote(scores),
      classes: scores.classes.slice(0, MOST_RESULT_CLASSES).map((each) => ({ ...each, class: String(each.class) })),
      confusion: scores.confusion.slice(0, MOST_CONFUSIONS).map(({ labelled, predicted, count }) => ({
        labelled: labelled === null ? null : String(labelled),
        predicted: predicted === null ? null : String(predicted),
        count,
      })),
    };
  }
}

const toSpan = ({ onsetSeconds, offsetSeconds }: EvaluationArea): { onset: number; offset: number } => ({
  onset: onsetSeconds,
  offset: offsetSeconds,
});

const tooMany = (what: string): UnprocessableError =>
  new UnprocessableError(
    'too-many-segments',
    `${what} Score fewer recordings at a time, or raise the threshold or minSegmentSeconds.`,
  );
