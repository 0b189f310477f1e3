import { withinTime } from './within-time.js';

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
const late = (): Error => new Error('late');

describe('withinTime', () => {
  it('leaves work alone that is done in time', async () => {
    let given: AbortSignal | undefined;
    const work = (signal: AbortSignal): Promise<string> => Promise.resolve(((given = signal), 'done'));
    expect(await withinTime(10, late, [], work)).toBe('done');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(given!.aborted).toBe(false);
  });

  it('ends work that takes too long, or that nobody waits for', async () => {
    await expect(withinTime(10, late, [], untilAborted)).rejects.toThrow('late');
    const leaving = new AbortController();
    const work = withinTime(60_000, late, [leaving.signal], untilAborted);
    leaving.abort(new Error('left'));
    await expect(work).rejects.toThrow('left');
  });
});
