import type { Fleet } from './fleet.js';

/** Waits until these jobs of the kind `probe.count` have ended, and expects each to have succeeded after being done exactly once. */
export async function expectEachDoneOnce(fleet: Fleet, ids: readonly string[]): Promise<void> {
  for (const id of ids) expect(await fleet.client.ends(id)).toMatchObject({ id, status: 'succeeded', error: null });
  const traces = fleet.traces();
  const done = ids.map((id) => ({ id, done: traces.get(id)!.done.length }));
  expect(done).toEqual(ids.map((id) => ({ id, done: 1 })));
}
