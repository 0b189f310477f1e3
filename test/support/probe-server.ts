import { reportStartFailure } from '../../src/server/start-failure.js';
import { startServer } from '../../src/server/start-server.js';
import { ProbeCompatModule } from './probe-compat.module.js';
import { ProbeKindsModule } from './probe-kinds.module.js';
import { ProbeModelsModule } from './probe-models.module.js';
import { ProbeTranscriptionModule } from './probe-transcription.module.js';
import { ProbeTranscriptsModule } from './probe-transcripts.module.js';

startServer([
  ProbeKindsModule,
  ProbeCompatModule,
  ProbeModelsModule,
  ProbeTranscriptionModule,
  ProbeTranscriptsModule,
]).catch(reportStartFailure);
