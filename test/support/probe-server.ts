import { reportStartFailure } from '../../src/start-failure.js';
import { startServer } from '../../src/start-server.js';
import { ProbeKindsModule } from './probe-kinds.module.js';

startServer([ProbeKindsModule]).catch(reportStartFailure);
