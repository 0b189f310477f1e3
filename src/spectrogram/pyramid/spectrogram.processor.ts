import { Injectable } from '@nestjs/common';
import { AudioStore } from '../../audio/store/audio-store.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { ComputePool } from '../../compute/compute-pool.js';
import type { JobContext, JobOutcome, JobProcessor } from '../../jobs/job-context.js';
import { Processes } from '../../jobs/processes.decorator.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { SpectrogramOptions } from '../dto/spectrogram-options.dto.js';
import type { SpectrogramResult } from '../dto/spectrogram-result.dto.js';
import { derivedNameOf, pyramidIdentity, pyramidSettings } from './pyramid-settings.js';
import type { PyramidTaskInput, PyramidTaskOutput } from './pyramid.task.js';
import { SPECTROGRAM_KIND } from './spectrogram.kind.js';

const TASK = new URL('./pyramid.task.js', import.meta.url);
/** Bytes of each value of the deepest zoom in all zooms and both planes, deflated (measured: 1 to 2). */
const BYTES_PER_VALUE = 2;

/** Builds the tiles of a recording on a compute thread. Built again, they replace the old ones when they are complete. */
@Injectable()
@Processes(SPECTROGRAM_KIND.kind)
export class SpectrogramProcessor implements JobProcessor<SpectrogramOptions, SpectrogramResult> {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly store: AudioStore,
    private readonly compute: ComputePool,
  ) {}

  async process(job: JobContext<SpectrogramOptions>): Promise<JobOutcome<SpectrogramResult>> {
    if (job.recordingId === null) {
      throw new UnprocessableError('no-recording', 'A spectrogram is made of a recording: name one.');
    }
    const { recording, source } = await this.recordings.storedAudioOf(job.recordingId);
    const settings = pyramidSettings(job.options, recording);
    const { sampleRateHz, rows, hopLength, channel } = settings;
    const values = (recording.durationSeconds * sampleRateHz * rows) / hopLength;
    const { zooms, columns, sizeBytes } = await this.store.createDerived(
      recording.storageKey,
      derivedNameOf(channel),
      Math.ceil(values * BYTES_PER_VALUE),
      (path) => {
        const identity = pyramidIdentity(settings, recording.sha256);
        const input: PyramidTaskInput = { source, settings, identity, path };
        return this.compute.run<PyramidTaskInput, PyramidTaskOutput>(TASK, input, {
          signal: job.signal,
          onReport: (fraction) => job.report(fraction),
        });
      },
    );
    return {
      result: {
        channel: channel === 'mono' ? null : channel,
        zooms,
        columns,
        secondsPerColumn: hopLength / sampleRateHz,
        sizeBytes,
      },
    };
  }
}
