import type { MigrationInterface } from 'typeorm';
import { Accounts1763700001000 } from './1763700001000-accounts.js';
import { Recordings1763700002000 } from './1763700002000-recordings.js';
import { Jobs1763700003000 } from './1763700003000-jobs.js';
import { Compat1763700005000 } from './1763700005000-compat.js';
import { Annotations1763700006000 } from './1763700006000-annotations.js';
import { Models1763800001000 } from './1763800001000-models.js';
import { Finetunes1763800002000 } from './1763800002000-finetunes.js';
import { AnnotationClient1763800003000 } from './1763800003000-annotation-client.js';
import { Labels1763800004000 } from './1763800004000-labels.js';
import { TranscriptSegments1763900002000 } from './1763900002000-transcript-segments.js';
import { SpeechClients1763900004000 } from './1763900004000-speech-clients.js';
import { JobOptions1763900006000 } from './1763900006000-job-options.js';
import { JobResults1764000001000 } from './1764000001000-job-results.js';

/** Every migration, oldest first. They run at start on both database profiles. */
export const migrations: (new () => MigrationInterface)[] = [
  Accounts1763700001000,
  Recordings1763700002000,
  Jobs1763700003000,
  Compat1763700005000,
  Annotations1763700006000,
  Models1763800001000,
  Finetunes1763800002000,
  AnnotationClient1763800003000,
  Labels1763800004000,
  TranscriptSegments1763900002000,
  SpeechClients1763900004000,
  JobOptions1763900006000,
  JobResults1764000001000,
];
