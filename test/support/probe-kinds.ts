import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { UnprocessableError } from '../../src/common/errors/errors.js';
import type { JobContext, JobKind, JobOutcome, JobProcessor } from '../../src/jobs/job-context.js';
import { WaitingForModelError } from '../../src/jobs/job-errors.js';
import { Processes } from '../../src/jobs/processes.decorator.js';

export class ProbeResult {
  attempt: number;
}

export class NoOptions {}

export class SleepOptions {
  @IsInt()
  @Min(0)
  @Max(600_000)
  ms: number = 1000;

  /** Whether to go on although the job was aborted. */
  @IsOptional()
  @IsBoolean()
  ignoreSignal: boolean = false;
}

export class FailOptions {
  /** Attempts that fail before one succeeds. */
  @IsInt()
  @Min(1)
  times: number = 1;

  /** Whether the failure is one that every attempt would have. */
  @IsOptional()
  @IsBoolean()
  permanent: boolean = false;
}

export class CountOptions {
  /** Gets one line when an attempt starts and one when it is done. */
  @IsString()
  file: string;

  @IsInt()
  @Min(0)
  ms: number = 0;
}

export class WaitOptions {
  /** The job waits until this file is there. */
  @IsString()
  file: string;
}

export class ReportOptions {
  @IsInt()
  @Min(1)
  steps: number = 4;

  @IsInt()
  @Min(0)
  ms: number = 200;
}

const resultOf = ({ attempt }: JobContext): JobOutcome<ProbeResult> => ({ result: { attempt } });

@Processes('probe.noop')
export class NoopProcessor implements JobProcessor<NoOptions, ProbeResult> {
  process(job: JobContext): Promise<JobOutcome<ProbeResult>> {
    return Promise.resolve(resultOf(job));
  }
}

@Processes('probe.sleep')
export class SleepProcessor implements JobProcessor<SleepOptions, ProbeResult> {
  async process(job: JobContext<SleepOptions>): Promise<JobOutcome<ProbeResult>> {
    await delay(job.options.ms, undefined, job.options.ignoreSignal ? {} : { signal: job.signal });
    return resultOf(job);
  }
}

@Processes('probe.fail')
export class FailProcessor implements JobProcessor<FailOptions, ProbeResult> {
  process(job: JobContext<FailOptions>): Promise<JobOutcome<ProbeResult>> {
    if (job.options.permanent) throw new UnprocessableError('undecodable-audio', 'The probe refuses this input.');
    if (job.attempt <= job.options.times) throw new Error(`The probe fails attempt ${job.attempt}`);
    return Promise.resolve(resultOf(job));
  }
}

/** Input that kills the process which reads it. */
@Processes('probe.crash')
export class CrashProcessor implements JobProcessor<NoOptions, ProbeResult> {
  process(): Promise<JobOutcome<ProbeResult>> {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  }
}

@Processes('probe.count')
export class CountProcessor implements JobProcessor<CountOptions, ProbeResult> {
  async process(job: JobContext<CountOptions>): Promise<JobOutcome<ProbeResult>> {
    await appendFile(job.options.file, `${job.id} start ${process.pid}\n`);
    await delay(job.options.ms, undefined, { signal: job.signal });
    await appendFile(job.options.file, `${job.id} done ${process.pid}\n`);
    return resultOf(job);
  }
}

@Processes('probe.wait')
export class WaitProcessor implements JobProcessor<WaitOptions, ProbeResult> {
  process(job: JobContext<WaitOptions>): Promise<JobOutcome<ProbeResult>> {
    if (!existsSync(job.options.file)) throw new WaitingForModelError('No probe model. Run: earshot models pull probe');
    return Promise.resolve({ ...resultOf(job), model: 'probe@1' });
  }
}

@Processes('probe.report')
export class ReportProcessor implements JobProcessor<ReportOptions, ProbeResult> {
  async process(job: JobContext<ReportOptions>): Promise<JobOutcome<ProbeResult>> {
    const { steps, ms } = job.options;
    for (let step = 1; step <= steps; step++) {
      await delay(ms, undefined, { signal: job.signal });
      job.report(step / steps, { step });
    }
    return resultOf(job);
  }
}

const probe = <Options extends object>(
  name: string,
  optionsClass: new () => Options,
  settings: Partial<JobKind> = {},
): JobKind<Options, ProbeResult> => ({
  kind: `probe.${name}`,
  description: `Probe "${name}" of the job engine.`,
  optionsClass,
  resultClass: ProbeResult,
  ...(settings as object),
});

export const PROBE_KINDS: readonly JobKind[] = [
  probe('noop', NoOptions),
  probe('sleep', SleepOptions, { timeoutSeconds: 60 }),
  probe('fail', FailOptions),
  probe('crash', NoOptions),
  probe('count', CountOptions),
  probe('wait', WaitOptions, { usesModel: true }),
  probe('report', ReportOptions),
  probe('hurried', SleepOptions, { timeoutSeconds: 1 }),
] as readonly JobKind[];

@Processes('probe.hurried')
export class HurriedProcessor extends SleepProcessor {}

export const PROBE_PROCESSORS = [
  NoopProcessor,
  SleepProcessor,
  FailProcessor,
  CrashProcessor,
  CountProcessor,
  WaitProcessor,
  ReportProcessor,
  HurriedProcessor,
];
