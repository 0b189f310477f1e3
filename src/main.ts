import { startServer } from './server/start-server.js';
import { reportStartFailure } from './server/start-failure.js';

startServer().catch(reportStartFailure);
