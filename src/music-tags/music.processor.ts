import { Injectable } from '@nestjs/common';
import { UnprocessableError } from '../common/errors/errors.js';
import { ComputePool } from '../compute/compute-pool.js';
import type { JobContext, JobOutcome, JobProcessor } from '../jobs/job-context.js';
import { Processes } from '../jobs/processes.decorator.js';
import { RecordingsService } from '../recordings/recordings.service.js';
import type { MusicOptions } from './dto/music-options.dto.js';
import type { MusicResult } from './dto/music-result.dto.js';
import { MUSIC_KIND } from './music.kind.js';
import type { MusicTaskInput } from './music.task.js';

const TASK = new URL('./music.task.js', import.meta.url);

/** Finds tempo, beats and key of a recording on a compute thread. */
@Injectable()
@Processes(MUSIC_KIND.kind)
export class MusicProcessor implements JobProcessor<MusicOptions, MusicResult> {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly compute: ComputePool,
  ) {}

  async process(job: JobContext<MusicOptions>): Promise<JobOutcome<MusicResult>> {
    if (job.recordingId === null) {
      throw new UnprocessableError('no-recording', 'Music is analysed in a recording: name one.');
    }
    const { durationSeconds, ...source } = await this.recordings.audioSourceOf(job.recordingId);
    const input: MusicTaskInput = { source, durationSeconds, options: { ...job.options } };
    const result = await this.compute.run<MusicTaskInput, MusicResult>(TASK, input, {
      signal: job.signal,
      onReport: (fraction) => job.report(fraction),
    });
    return { result };
  }
}
