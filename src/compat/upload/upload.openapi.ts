import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiDefaultResponse } from '@nestjs/swagger';
import { ErrorSentence } from '../vocal-annotation/dto/audio-id.dto.js';
import { UploadResponse } from '../vocal-annotation/dto/upload.dto.js';

const integer = { type: 'integer' };
const form = {
  type: 'object',
  required: ['newAudioFile'],
  properties: {
    newAudioFile: { type: 'string', format: 'binary' },
    spec_cal_method: { type: 'string', enum: ['log-mel', 'constant-q', 'dummy'] },
    n_fft: integer,
    bins_per_octave: integer,
    hop_length: integer,
    num_spec_columns: integer,
    sampling_rate: integer,
    min_frequency: integer,
    max_frequency: integer,
    color_map: { type: 'string' },
  },
};

export const DescribeUpload = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: form as Record<string, unknown> }),
    ApiCreatedResponse({ type: UploadResponse }),
    ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence }),
  );
