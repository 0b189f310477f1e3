import { StreamableFile } from '@nestjs/common';

/** JSON as it is, without a character set in its type. */
export function jsonAnswer(json: string): StreamableFile {
  const bytes = Buffer.from(json);
  return new StreamableFile(bytes, { type: 'application/json', length: bytes.length });
}
