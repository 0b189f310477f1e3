import { Presets, SingleBar } from 'cli-progress';
import type { PullProgress } from '../../inference/hub/pull-model.js';
import type { RetryNews } from '../../inference/hub/transient-error.js';
import { megabytes } from './text-table.js';

/** Shows how far a fetch is, on standard error. */
export interface PullDisplay {
  show(progress: PullProgress): void;
  /** Says why nothing comes for a while. */
  retry(news: RetryNews): void;
  /** May be called again. */
  end(): void;
}

const PLAIN_EVERY_MS = 5_000;

/** A bar on a terminal, a line now and then elsewhere, and where programs read only why it takes longer. */
export function pullProgress(name: string, isQuiet: boolean): PullDisplay {
  const retry = (news: RetryNews): void => void process.stderr.write(`${name}: ${describeRetry(news)}\n`);
  if (isQuiet) return { show: () => undefined, retry, end: () => undefined };
  return process.stderr.isTTY ? barDisplay(name, retry) : lineDisplay(name, retry);
}

/** As `trying again in 2 s: The connection … failed.` */
const describeRetry = ({ reason, pauseMs }: RetryNews): string =>
  `trying again in ${Math.ceil(pauseMs / 1000)} s: ${reason}`;

function barDisplay(name: string, retry: PullDisplay['retry']): PullDisplay {
  const format = `${name} [{bar}] {percentage}% | {done} of {all} | {file} | {eta_formatted} left`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, etaBuffer: 200 }, Presets.legacy);
  let isStarted = false;
  const end = (): void => {
    if (isStarted) bar.stop();
    isStarted = false;
  };
  return {
    show({ doneBytes, totalBytes, file }) {
      const payload = { done: megabytes(doneBytes), all: megabytes(totalBytes), file };
      if (!isStarted) bar.start(totalBytes, doneBytes, payload);
      else bar.update(doneBytes, payload);
      isStarted = true;
    },
    retry(news) {
      end();
      retry(news);
    },
    end,
  };
}

function lineDisplay(name: string, retry: PullDisplay['retry']): PullDisplay {
  let shownAt = -Infinity;
  return {
    show({ doneBytes, totalBytes, file }) {
      if (performance.now() - shownAt < PLAIN_EVERY_MS) return;
      shownAt = performance.now();
      const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
      process.stderr.write(`${name}: ${percent} % of ${megabytes(totalBytes)} (${file})\n`);
    },
    retry,
    end: () => undefined,
  };
}
