import { ApiOkResponse } from '@nestjs/swagger';
import { TRANSCRIPT_FORMATS } from './formats/transcript-formats.js';

const mediaTypes = new Set(Object.values(TRANSCRIPT_FORMATS).map(({ contentType }) => contentType.split(';')[0]));

export const DescribeTranscript = (): MethodDecorator =>
  ApiOkResponse({
    description: 'The transcript in the format that was asked for',
    content: Object.fromEntries([...mediaTypes].map((type) => [type, { schema: { type: 'string' } }])),
  });
