import { HubUnavailableError } from './hub-errors.js';
import { RETRY_POLICY, retryAfterMs, retrying, TransientError } from './transient-error.js';

const policy = { ...RETRY_POLICY, mostFailures: 3, delayMs: 1, maximumDelayMs: 2 };

describe('retrying', () => {
  const failing = (times: number, error: Error = new TransientError('The line is bad.')) => {
    let tries = 0;
    return jest.fn(() => (++tries <= times ? Promise.reject(error) : Promise.resolve(tries)));
  };

  it('tries again while it may help, and gives up with the last reason', async () => {
    expect(await retrying(failing(2), policy)).toBe(3);
    const work = failing(3);
    await expect(retrying(work, policy)).rejects.toThrow(HubUnavailableError);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('tells of each pause, and of no other failure', async () => {
    const onRetry = jest.fn();
    await expect(retrying(failing(3), policy, { onRetry })).rejects.toThrow(HubUnavailableError);
    expect(onRetry.mock.calls).toEqual([
      [{ reason: 'The line is bad.', pauseMs: 1 }],
      [{ reason: 'The line is bad.', pauseMs: 2 }],
    ]);
  });

  it('counts anew when something was gained, but not for ever', async () => {
    expect(await retrying(failing(7), policy, { hasGained: () => true })).toBe(8);
    const work = failing(1000);
    await expect(retrying(work, { ...policy, mostTries: 20 }, { hasGained: () => true })).rejects.toThrow(
      'The line is bad.',
    );
    expect(work).toHaveBeenCalledTimes(20);
  });

  it('does not try again what will not pass, and stops when it is told to', async () => {
    const work = failing(1, new RangeError('no'));
    await expect(retrying(work, policy)).rejects.toThrow('no');
    expect(work).toHaveBeenCalledTimes(1);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(retrying(failing(1), policy, { signal })).rejects.toThrow('stopped');
  });

  it('does not wait longer than the policy allows', async () => {
    const work = failing(1, new TransientError('busy', policy.longestPauseMs + 1));
    await expect(retrying(work, policy)).rejects.toThrow('busy');
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['2', 2000],
    ['-5', 0],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
    ['Thu, 01 Jan 2025 00:00:10 GMT', 0],
  ])('reads %p as %p', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected));
});
