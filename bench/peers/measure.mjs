import { spawnSync } from 'node:child_process';
import { shortest } from '../../dist/bench/dsp/stopwatch.js';

export const DSP = '../../dist/src/dsp';

/** Processor seconds of the shortest of some rounds. */
export const seconds = (work, rounds = 5) => shortest(work, rounds).processor;

/** Processor seconds of a command, or undefined when it is not installed. */
export function commandSeconds(command, ...args) {
  const script = 'command -v "$1" >/dev/null || exit 99; TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', command, ...args], { encoding: 'utf8' });
  if (status === 99) return undefined;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stderr
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .reduce((sum, value) => sum + Number(value), 0);
}

/** Prints × real time of everybody, and how much faster ours is. */
export function compare(title, ours, peers, unit) {
  const rows = { Earshot: { [unit.name]: unit.of(ours), 'Earshot is faster by': '' } };
  for (const [name, duration] of Object.entries(peers)) {
    rows[name] =
      duration === undefined
        ? { [unit.name]: 'not installed', 'Earshot is faster by': '' }
        : { [unit.name]: unit.of(duration), 'Earshot is faster by': `${(duration / ours).toFixed(1)} ×` };
  }
  console.log(title);
  console.table(rows);
}

export const realTime = (length) => ({ name: '× real time', of: (duration) => Math.round(length / duration) });
export const microseconds = (count) => ({
  name: 'µs',
  of: (duration) => Number(((1e6 * duration) / count).toFixed(2)),
});
