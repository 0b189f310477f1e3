import { Injectable } from '@nestjs/common';
import { AnalysesService } from '../../analyses/analyses.service.js';
import type { AnalysisResponse } from '../../analyses/dto/analysis.dto.js';
import { TracksService } from '../../annotations/tracks.service.js';
import { InvalidRequestError, NotFoundError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { Transactions } from '../../database/transactions.js';
import { JobCreation } from '../../jobs/store/job-creation.js';
import { ModelsService } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import { checkHearing } from '../inference/check-hearing.js';
import { segmenterSettings } from '../network/segmenter-directory.js';
import type { EvaluationOptions, EvaluationRecording } from './dto/create-evaluation.dto.js';
import { EVALUATION_KIND } from './evaluation.kind.js';

/** Starts evaluations of models. */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly models: ModelsService,
    private readonly recordings: RecordingsService,
    private readonly tracks: TracksService,
    private readonly transactions: Transactions,
    private readonly jobs: JobCreation,
    private readonly analyses: AnalysesService,
  ) {}

  /**
   * @throws NotFoundError when the model, a recording or a track does not exist for the caller
   * @throws UnprocessableError when a recording cannot be heard as it is asked
   * @throws InvalidRequestError naming the recording whose labels are not given, or given twice
   */
  async create(caller: Principal, name: string, options: EvaluationOptions): Promise<AnalysisResponse> {
    const model = await this.models.resolve(caller, 'segmentation', name);
    const settings = segmenterSettings(model.manifest);
    for (const [index, recording] of options.recordings.entries()) {
      await this.check(caller, recording, index);
      checkHearing(settings, options, await this.recordings.find(caller, recording.recordingId));
    }
    const { id } = await this.transactions.run((transaction) =>
      this.jobs.create(transaction, {
        kind: EVALUATION_KIND.kind,
        ownerId: caller.id,
        recordingId: null,
        options,
        // As it was asked for: the result names it beside the model that ran.
        model: model.requestedName,
        isInternal: true,
      }),
    );
    return this.analyses.get(caller, id);
  }

  private async check(caller: Principal, recording: EvaluationRecording, index: number): Promise<void> {
    const { recordingId, labels, annotationTrackId, annotationVersion } = recording;
    const refuse = (field: string, message: string): InvalidRequestError =>
      InvalidRequestError.forField(`recordings.${index}.${field}`, message);
    if ((labels === undefined) === (annotationTrackId === undefined)) {
      throw refuse('labels', 'give either labels or annotationTrackId');
    }
    if (annotationTrackId === undefined) return;
    const { track } = await this.tracks.find(caller, annotationTrackId);
    if (track.recordingId !== recordingId) throw new NotFoundError(`Annotation track ${annotationTrackId}`);
    if (track.version === 0) {
      throw refuse('annotationTrackId', 'the track has no labels yet; save a version of it first');
    }
    if (annotationVersion !== undefined && annotationVersion > track.version) {
      throw refuse('annotationVersion', `the track has ${track.version} versions`);
    }
  }
}
