import { type ArgumentsHost, Logger, NotFoundException } from '@nestjs/common';
import { InvalidRequestError, UnavailableError } from './errors.js';
import { ProblemFilter } from './problem.filter.js';

describe('ProblemFilter', () => {
  const logged = jest.fn();
  let sent: { status?: number; body?: string };

  beforeAll(() => void Logger.overrideLogger({ log: logged, warn: logged, error: logged }));
  afterAll(() => void Logger.overrideLogger(false));
  beforeEach(() => {
    logged.mockClear();
    sent = {};
  });

  function filter(thrown: unknown): Record<string, unknown> {
    const response = {
      headersSent: false,
      status: (status: number) => ((sent.status = status), response),
      set: () => response,
      send: (body: string) => (sent.body = body),
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

  it.each([
    ['logs what the server must mend', new UnavailableError('no-disk', 'There is no disk.'), 503, 1],
    ['does not log what the caller must mend', new InvalidRequestError('No.'), 400, 0],
  ])('%s', (_case, error, status, lines) => {
    expect(filter(error)).toMatchObject({ status, detail: error.message });
    expect(logged).toHaveBeenCalledTimes(lines);
  });
});
