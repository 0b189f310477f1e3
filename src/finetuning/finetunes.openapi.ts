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
import { JSON_BODY } from '../common/http/json-body.extension.js';
import { CreateFinetuneRequest, TrainingAreaFields } from './dto/create-finetune.dto.js';
import { FinetuneProgress } from './dto/finetune-event.dto.js';
import { FinetuneDetails, FinetuneForm } from './dto/finetune.dto.js';

/** The two bodies of the route, which it reads itself because they may be large. */
export const DescribeStart = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(CreateFinetuneRequest, TrainingAreaFields, FinetuneForm),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { $ref: getSchemaPath(FinetuneForm) } }),
    ApiExtension(JSON_BODY, { $ref: getSchemaPath(CreateFinetuneRequest) }),
    ApiResponse({ status: 202, type: FinetuneDetails }),
    ApiResponse({
      status: 404,
      description: 'A recording, a track or the base model is not there or is somebody else’s',
    }),
    ApiResponse({ status: 409, description: 'The name is taken' }),
    ApiResponse({
      status: 422,
      description: 'A zip that is no training set, naming the entry; or more than can be learnt from',
    }),
  );

export const DescribeEvents = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'last-event-id', required: false, description: 'Id of the last event that was received' }),
    ApiProduces('text/event-stream'),
    ApiOkResponse({
      type: FinetuneProgress,
      description:
        'Data of the events `progress` and `end`. An event `partial` has a point of the loss curve (`step`, `loss`, `validation`) or tells that a phase begins; ' +
        'both have `phase` and `steps`.',
    }),
  );
