import { cp } from 'node:fs/promises';
import { join } from 'node:path';

/** Installs a Whisper that understands spoken digits on a test server. */
export const installDigits = (dataDirectory: string): Promise<void> =>
  cp('test/models/transcription/whisper-digits', join(dataDirectory, 'models/hub/transcription/whisper-digits'), {
    recursive: true,
  });
