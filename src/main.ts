import { startServer } from './start-server.js';
import { reportStartFailure } from './start-failure.js';

startServer().catch(reportStartFailure);
