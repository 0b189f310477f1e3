import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ComputeLane } from './compute-lane.js';
import { ComputeSettings } from './compute-settings.js';
import type { ComputeLaneName, ComputeOptions } from './compute-task.js';

/** Worker threads for everything that would block the event loop: decoding, signal processing, models. */
@Injectable()
export class ComputePool implements OnApplicationShutdown {
  private readonly lanes: Readonly<Record<ComputeLaneName, ComputeLane>>;

  constructor(settings: ComputeSettings) {
    const { idleTimeoutMs, maxHeapMb, execArgv } = settings;
    const common = { idleTimeoutMs, maxHeapMb, execArgv };
    this.lanes = {
      batch: new ComputeLane({
        ...common,
        name: 'batch',
        threads: settings.batchThreads,
        maxWaiting: Infinity,
        niceIncrement: settings.batchNiceIncrement,
      }),
      interactive: new ComputeLane({
        ...common,
        name: 'interactive',
        threads: settings.interactiveThreads,
        maxWaiting: settings.maxWaitingRequests,
        niceIncrement: settings.interactiveNiceIncrement,
      }),
      intake: new ComputeLane({
        ...common,
        name: 'intake',
        threads: settings.intakeThreads,
        maxWaiting: settings.maxWaitingRequests,
        niceIncrement: settings.intakeNiceIncrement,
      }),
      training: new ComputeLane({
        ...common,
        name: 'training',
        threads: 1,
        maxWaiting: Infinity,
        niceIncrement: settings.trainingNiceIncrement,
      }),
    };
  }

  /**
   * Runs a task on a thread and returns its output.
   * @param task built file of the task: `new URL('./x.task.js', import.meta.url)`
   * @throws what the task throws: an `ApplicationError` keeps its status, code and message
   * @throws ComputeThreadError when the thread ends (crash, out of memory); only this run is lost
   * @throws ComputePoolClosedError when the server stops first
   * @throws the signal's reason after an abort
   */
  run<Input, Output>(task: URL | string, input: Input, options: ComputeOptions = {}): Promise<Output> {
    const lane = this.lanes[options.lane ?? 'batch'];
    return lane.run(String(task), input, options) as Promise<Output>;
  }

  get load(): Readonly<Record<ComputeLaneName, ComputeLane['load']>> {
    const { batch, interactive, intake, training } = this.lanes;
    return { batch: batch.load, interactive: interactive.load, intake: intake.load, training: training.load };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.lanes).map((lane) => lane.close()));
  }
}
