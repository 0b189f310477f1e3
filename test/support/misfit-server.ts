import { Module, type Type } from '@nestjs/common';
import type { JobOutcome, JobProcessor } from '../../src/jobs/job-context.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { Processes } from '../../src/jobs/processes.decorator.js';
import { reportStartFailure } from '../../src/server/start-failure.js';
import { startServer } from '../../src/server/start-server.js';

class Empty {}

class FirstProcessor implements JobProcessor {
  process(): Promise<JobOutcome> {
    return Promise.resolve({ result: {} });
  }
}
class SecondProcessor extends FirstProcessor {}
Processes('probe.misfit')(FirstProcessor);
Processes('probe.misfit')(SecondProcessor);

const kind = { kind: 'probe.misfit', description: 'Never runs.', optionsClass: Empty, resultClass: Empty };

/** Modules that do not fit together, each in another way. */
const MISFITS: Readonly<Record<string, { imports: ReturnType<typeof JobsModule.forKind>[]; providers: Type[] }>> = {
  'no processor': { imports: [JobsModule.forKind(kind)], providers: [] },
  'two processors': { imports: [JobsModule.forKind(kind)], providers: [FirstProcessor, SecondProcessor] },
  'two registrations': {
    imports: [JobsModule.forKind(kind), JobsModule.forKind({ ...kind, description: 'Again.' })],
    providers: [FirstProcessor],
  },
  'no registration': { imports: [], providers: [FirstProcessor] },
};

@Module(MISFITS[process.env.MISFIT ?? ''] ?? {})
class MisfitModule {}

startServer([MisfitModule]).catch(reportStartFailure);
