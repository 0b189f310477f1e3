import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse } from '@nestjs/swagger';
import { Mp3aiRecording } from './recording.dto.js';

const form = {
  type: 'object',
  required: ['audio_file', 'name'],
  properties: {
    audio_file: { type: 'string', format: 'binary' },
    name: { type: 'string', minLength: 1, maxLength: 32 },
    words: { type: 'string', maxLength: 10_000, description: 'Keywords, separated by commas' },
    get_timestamps: { type: 'boolean', default: false },
  },
};

export const DescribeNewRecording = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: form as Record<string, unknown> }),
    ApiCreatedResponse({ type: Mp3aiRecording }),
  );
