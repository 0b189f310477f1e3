import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { SpectrogramAxes, SpectrogramResponse } from './dto/spectrogram-response.dto.js';

const binary = { schema: { type: 'string', format: 'binary' } } as const;

export const DescribeTile = (): MethodDecorator =>
  applyDecorators(
    ApiOkResponse({
      description: 'The tile, always of the full size',
      content: { 'image/png': binary, 'image/jpeg': binary, 'image/webp': binary },
    }),
    ApiResponse({ status: 304, description: 'The caller has it already (If-None-Match)' }),
    ApiResponse({ status: 409, description: 'The tiles are not built: the answer says how' }),
  );

export const DescribeView = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(SpectrogramAxes, SpectrogramResponse),
    ApiOkResponse({
      description: 'The view in the format that was asked for',
      headers: {
        'X-Spectrogram': {
          description: 'Settings and axes of the view as JSON (the schema SpectrogramAxes)',
          schema: { type: 'string' },
        },
        ETag: { description: 'Changes with the recording or the settings', schema: { type: 'string' } },
      },
      content: {
        'image/png': binary,
        'image/jpeg': binary,
        'image/webp': binary,
        'application/x-npy': binary,
        'application/json': { schema: { $ref: getSchemaPath(SpectrogramResponse) } },
      },
    }),
    ApiResponse({ status: 304, description: 'The caller has it already (If-None-Match)' }),
  );
