import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtension,
  ApiExtraModels,
  ApiOkResponse,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { JSON_BODY } from '../common/http/json-body.extension.js';
import { LEFT_OUT_HEADER } from './formats/left-out.js';
import { LabelList, SavedVersionResponse } from './dto/version.dto.js';

const form = {
  type: 'object',
  required: ['file'],
  properties: {
    file: {
      type: 'string',
      format: 'binary',
      description: 'A file of labels; say its `format` unless its name ends in .csv, .json or .TextGrid',
    },
  },
};

/** The bodies of the route that saves a version, which it reads itself because they may be large. */
export const DescribeSave = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(LabelList),
    ApiConsumes('multipart/form-data', 'text/csv', 'text/plain', 'text/tab-separated-values'),
    ApiBody({ schema: form as Record<string, unknown> }),
    ApiExtension(JSON_BODY, { $ref: getSchemaPath(LabelList) }),
    ApiResponse({ status: 201, type: SavedVersionResponse }),
    ApiResponse({ status: 409, description: '`baseVersion` is not the newest version any more; nothing was saved' }),
    ApiResponse({ status: 413, description: 'More than 64 MiB' }),
    ApiResponse({ status: 422, description: 'The first fault with its line and column, or more than 200,000 labels' }),
  );

export const DescribeFile = (): MethodDecorator =>
  ApiOkResponse({
    description: 'The labels in the format that was asked for',
    headers: {
      [LEFT_OUT_HEADER]: {
        description:
          'Which fields the format has no place for, and how many labels lose them: `lowFrequencyHz=12, text=1`. `text` of Raven and Audition files ' +
          'means that tabs and line breaks became spaces. Absent when nothing is lost',
        schema: { type: 'string' },
      },
    },
    content: {
      'text/csv': { schema: { type: 'string' } },
      'text/tab-separated-values': { schema: { type: 'string' } },
      'text/plain': { schema: { type: 'string' } },
      'application/json': { schema: { $ref: getSchemaPath(LabelList) } },
    },
  });
