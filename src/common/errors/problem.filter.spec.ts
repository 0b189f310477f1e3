import { type ArgumentsHost, Logger, NotFoundException } from '@nestjs/common';
import { BusyError, InvalidRequestError, UnavailableError } from './errors.js';
import { ProblemFilter } from './problem.filter.js';

describe('ProblemFilter', () => {
  const logged = jest.fn();
  const errors = jest.fn(logged);
  let sent: { status?: number; body?: string };

  beforeAll(() => void Logger.overrideLogger({ log: logged, warn: logged, error: errors }));
  afterAll(() => void Logger.overrideLogger(false));
  beforeEach(() => {
    logged.mockClear();
    errors.mockClear();
    sent = {};
  });

  function filter(thrown: unknown): Record<string, unknown> {
    const response = {
      headersSent: false,
      status: (status: number) => ((sent.status = status), response),
      set: () => response,
      setHeader: () => response,
      send: (body: Buffer) => (sent.body = body.toString()),
    };
    const http = { getRequest: () => ({ id: 'request-7', path: '/v1/x' }), getResponse: () => response };
    new ProblemFilter().catch(thrown, { switchToHttp: () => http } as unknown as ArgumentsHost);
    return JSON.parse(sent.body!) as Record<string, unknown>;
  }

  it('answers a defect without its details, which the log has under the same correlation id', () => {
    const defect = new Error('column "passwd" does not exist');
    const problem = filter(defect);
    expect(problem).toMatchObject({ status: 500, correlationId: 'request-7' });
    expect(sent.body).not.toContain('passwd');
    expect(logged).toHaveBeenCalledWith({ correlationId: 'request-7', err: defect }, undefined, 'ProblemFilter');
  });

  it('says of an address without a route where the routes are listed', () => {
    expect(filter(new NotFoundException('Cannot POST /v1/nope'))).toMatchObject({
      status: 404,
      detail: 'There is no route POST /v1/nope; /docs lists those that there are.',
    });
  });

  it('tells in a line, without a stack, that it refuses what is no fault of its own, as when it is full', () => {
    const busy = new BusyError('server-busy', 'Too many wait.', 5);
    expect(filter(busy)).toMatchObject({ status: 503 });
    const line = { correlationId: 'request-7', code: busy.code, msg: busy.message };
    expect(logged.mock.calls).toEqual([[line, 'ProblemFilter']]);
    expect(errors).not.toHaveBeenCalled();
  });

  it.each([
    ['logs what the server must mend', new UnavailableError('no-disk', 'There is no disk.'), 503, 1],
    ['does not log what the caller must mend', new InvalidRequestError('No.'), 400, 0],
  ])('%s', (_case, error, status, lines) => {
    expect(filter(error)).toMatchObject({ status, detail: error.message });
    expect(logged).toHaveBeenCalledTimes(lines);
  });
});
