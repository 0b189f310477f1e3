import { reportStartFailure } from '../../src/server/start-failure.js';
import { startServer } from '../../src/server/start-server.js';
import { ProbeKindsModule } from './probe-kinds.module.js';

startServer([ProbeKindsModule]).catch(reportStartFailure);
