import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiDefaultResponse,
  ApiExtraModels,
  ApiOkResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { RESPONSE_FORMATS } from './audio-request.js';
import { OpenaiError } from './openai-errors.js';
import { OpenaiTranscription, OpenaiVerboseTranscription } from './transcription.dto.js';

const TRANSLATION_FIELDS = {
  file: { type: 'string', format: 'binary' },
  model: { type: 'string', description: '`whisper-1` is the best model that is installed; others go by their names' },
  prompt: { type: 'string' },
  response_format: { type: 'string', enum: [...RESPONSE_FORMATS], default: 'json' },
  temperature: { type: 'number', minimum: 0, maximum: 1 },
  keep: {
    type: 'boolean',
    default: false,
    description: 'Keep the recording and its analysis; their id is in the header `X-Earshot-Recording`',
  },
};

const TRANSCRIPTION_FIELDS = {
  ...TRANSLATION_FIELDS,
  language: { type: 'string', description: 'ISO 639-1' },
  'timestamp_granularities[]': {
    type: 'array',
    items: { type: 'string', enum: ['word', 'segment'] },
    description: 'Of the format `verbose_json`',
  },
  stream: { type: 'boolean', default: false, description: 'Server-sent events, of the formats `json` and `text`' },
};

export const DescribeAudio = (isTranscription: boolean): MethodDecorator =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file', 'model'],
        properties: isTranscription ? TRANSCRIPTION_FIELDS : TRANSLATION_FIELDS,
      } as Record<string, unknown>,
    }),
    ApiExtraModels(OpenaiTranscription, OpenaiVerboseTranscription),
    ApiOkResponse({
      description: 'The transcript',
      content: {
        'application/json': {
          schema: {
            oneOf: [OpenaiTranscription, OpenaiVerboseTranscription].map((type) => ({ $ref: getSchemaPath(type) })),
          },
        },
        'text/plain': { schema: { type: 'string' } },
        'text/vtt': { schema: { type: 'string' } },
        ...(isTranscription && { 'text/event-stream': { schema: { type: 'string' } } }),
      },
    }),
    ApiDefaultResponse({ description: 'What was wrong', type: OpenaiError }),
  );
