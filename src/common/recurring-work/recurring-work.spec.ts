import { Logger } from '@nestjs/common';
import { RecurringWork } from './recurring-work.js';

describe('RecurringWork', () => {
  const logger = new Logger();
  let errors: jest.SpyInstance;
  beforeEach(() => {
    jest.useFakeTimers();
    errors = jest.spyOn(logger, 'error').mockImplementation();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is done at once and after each interval, until it is stopped', async () => {
    const work = jest.fn(() => Promise.resolve());
    const recurring = new RecurringWork(logger, 1000, work);
    recurring.start();
    expect(work).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(2500);
    expect(work).toHaveBeenCalledTimes(3);
    await recurring.stop();
    await jest.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('goes on after a failure, and logs it', async () => {
    const failure = new Error('no disk');
    const work = jest.fn(() => Promise.reject(failure));
    const recurring = new RecurringWork(logger, 1000, work);
    recurring.start();
    await jest.advanceTimersByTimeAsync(1500);
    expect(work).toHaveBeenCalledTimes(2);
    expect(errors).toHaveBeenCalledWith(failure);
    await recurring.stop();
  });

  it('is never done twice at once, and is waited for when it is stopped', async () => {
    let end = (): void => undefined;
    const work = jest.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const recurring = new RecurringWork(logger, 1000, work);
    recurring.start();
    await jest.advanceTimersByTimeAsync(3500);
    expect(work).toHaveBeenCalledTimes(1);
    let isStopped = false;
    const stopping = recurring.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(10);
    expect([recurring.isStopping, isStopped]).toEqual([true, false]);
    end();
    await stopping;
  });
});
