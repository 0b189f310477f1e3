import { setTimeout as delay } from 'node:timers/promises';
import { type Subscription, firstValueFrom } from 'rxjs';
import type { DataSource } from 'typeorm';
import { JobSignals } from '../../jobs/job-signals.js';
import { type JobState, JobWatcher } from './job-watcher.js';

describe('JobWatcher', () => {
  let asked: string[][];
  let rows: Map<string, Partial<JobState>>;
  let signals: JobSignals;
  let watcher: JobWatcher;

  beforeEach(() => {
    asked = [];
    rows = new Map([
      ['one', { id: 'one', progress: 0.1 }],
      ['two', { id: 'two', progress: 0.2 }],
    ]);
    signals = new JobSignals();
    const query = (_sql: string, [ids]: [string[]]) => {
      asked.push(ids);
      return Promise.resolve(ids.flatMap((id) => rows.get(id) ?? []));
    };
    watcher = new JobWatcher({ query } as unknown as DataSource, signals);
  });

  it('reads all watched jobs at once and nothing when nobody follows', async () => {
    const seen: unknown[] = [];
    const followers: Subscription[] = ['one', 'one', 'one', 'two'].map((id) =>
      watcher.watch(id).subscribe((state) => seen.push(state?.id)),
    );
    await delay(900);
    expect(seen.sort()).toEqual(['one', 'one', 'one', 'two']);
    expect(asked.at(-1)).toEqual(['one', 'two']);
    expect(asked.length).toBeLessThan(6);

    for (const follower of followers) follower.unsubscribe();
    const reads = asked.length;
    await delay(500);
    expect(asked).toHaveLength(reads);
  });

  it('tells a change in this process before the next round is due, and each state once', async () => {
    const seen: (number | undefined)[] = [];
    const follower = watcher.watch('one').subscribe((state) => seen.push(state?.progress));
    await delay(150);
    rows.set('one', { id: 'one', progress: 0.5 });
    signals.changed.next('one');
    signals.changed.next('two');
    await delay(30);
    follower.unsubscribe();
    expect(seen).toEqual([0.1, 0.5]);
  });

  it('tells that a job was deleted', async () => {
    rows.delete('one');
    expect(await firstValueFrom(watcher.watch('one'))).toBeNull();
  });
});
