import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { REQUEST_LOG } from './request-log.js';

describe('REQUEST_LOG', () => {
  it.each([
    [200, 'info'],
    [404, 'info'],
    [503, 'warn'],
    [500, 'error'],
  ])('tells an answer %i at level %s, without a stack', async (statusCode, level) => {
    const lines: string[] = [];
    const logger = pino(
      { formatters: { level: (label) => ({ level: label }) } },
      { write: (line) => lines.push(line) },
    );
    const log = pinoHttp({ ...REQUEST_LOG, logger });
    const server = createServer((request, response) => {
      log(request, response);
      response.writeHead(statusCode).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x?token=secret`);
    server.close();
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]) as Record<string, unknown>;
    expect(line).toMatchObject({ level, msg: `GET /x ${statusCode}`, res: { statusCode } });
    expect(line).not.toHaveProperty('err');
    expect(lines[0]).not.toContain('secret');
  });
});
