import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtension,
  ApiExtraModels,
  ApiOkResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { JSON_BODY } from '../../common/http/json-body.extension.js';
import { SegmentColumns, SegmentJsonRequest } from './segment.dto.js';

const file = (description: string) => ({ type: 'string', format: 'binary', description });
const number = { type: 'number' };

const segmentForm = {
  type: 'object',
  required: ['audio_file'],
  properties: {
    audio_file: file('A recording in any format'),
    model_name: { type: 'string', default: 'whisperseg-base' },
    min_frequency: number,
    spec_time_step: number,
    channel_id: { type: 'integer', default: 0 },
    num_trials: { type: 'integer', default: 1 },
  },
};

const trainingForm = {
  type: 'object',
  required: ['zip', 'model_name'],
  properties: {
    zip: file('Pairs of x.wav and x.json or x.csv'),
    model_name: { type: 'string' },
    initial_model_name: { type: 'string', default: 'whisperseg-base' },
    num_epochs: { type: 'integer', default: 3 },
    ignore_cluster: { type: 'integer', default: 0 },
  },
};

/** One route with two bodies, which it reads itself. */
export const DescribeSegment = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(SegmentJsonRequest, SegmentColumns),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: segmentForm as Record<string, unknown> }),
    ApiExtension(JSON_BODY, { $ref: getSchemaPath(SegmentJsonRequest) }),
    ApiOkResponse({ type: SegmentColumns, description: 'To a form; 400 with empty lists when segmenting fails' }),
    ApiCreatedResponse({ type: SegmentColumns, description: 'To JSON; or columns for Adobe Audition' }),
  );

export const DescribeTraining = (): MethodDecorator =>
  applyDecorators(ApiConsumes('multipart/form-data'), ApiBody({ schema: trainingForm as Record<string, unknown> }));
