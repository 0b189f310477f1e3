import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { AnalysisResponse } from '../analyses/dto/analysis.dto.js';
import { Problem } from '../common/errors/problem.dto.js';
import { JSON_BODY } from '../common/http/json-body.extension.js';
import { TakesLongBody } from '../common/http/takes-long-body.decorator.js';
import { CreateRecordingFromUrlRequest } from './dto/create-recording.dto.js';
import { RecordingResponse } from './dto/recording-response.dto.js';

const IdempotencyHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'idempotency-key',
    required: false,
    description:
      'Any text of your own. Sending the request again with the same key within 48 hours does not repeat it.',
  });

const form = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'The recording, in any common audio format' },
    name: { type: 'string', maxLength: 200 },
    analyses: {
      type: 'string',
      description:
        'Work to start at once: `music`, or a JSON array of {kind, options, model}, at most 64 KiB; longer ones go to `POST /v1/recordings/{id}/analyses`',
    },
  },
};

/** The two bodies of `POST /v1/recordings`, which the route reads itself because one of them streams. */
export const DescribeCreate = (): MethodDecorator =>
  applyDecorators(
    IdempotencyHeader(),
    ApiExtraModels(CreateRecordingFromUrlRequest),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: form as Record<string, unknown> }),
    ApiExtension(JSON_BODY, { $ref: getSchemaPath(CreateRecordingFromUrlRequest) }),
    ApiResponse({ status: 201, type: RecordingResponse }),
  );

export const DescribeSendAudio = (): MethodDecorator =>
  applyDecorators(
    ApiProduces('audio/*'),
    ApiHeader({ name: 'Range', required: false, description: 'One range of bytes, as `bytes=0-1023`' }),
    ApiOkResponse({ description: 'The uploaded bytes', schema: { type: 'string', format: 'binary' } }),
    ApiResponse({ status: 206, description: 'The range of them', schema: { type: 'string', format: 'binary' } }),
    ApiResponse({ status: 416, description: 'The range is outside the file' }),
  );

export const DescribeAnalyse = (): MethodDecorator =>
  applyDecorators(
    IdempotencyHeader(),
    ApiResponse({ status: 202, type: AnalysisResponse }),
    TakesLongBody(),
    ApiResponse({
      status: 503,
      description:
        'The model is not installed. The analysis is kept and runs when it is: `analysisId` and `Location` tell which one. Asking again for the ' +
        'same kind, options and model of the recording answers with the same analysis.',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
    }),
  );
