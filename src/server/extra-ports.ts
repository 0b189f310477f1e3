import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import { Environment } from '../config/environment.js';
import { CONNECTION_TIMEOUTS } from './connection-timeouts.js';

/** Serves the same application on further ports, for clients that have theirs built in. */
@Injectable()
export class ExtraPorts implements OnApplicationShutdown {
  private readonly logger = new Logger(ExtraPorts.name);
  private readonly servers: Server[] = [];

  constructor(
    private readonly environment: Environment,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  /** @throws when a port is taken */
  async listen(): Promise<void> {
    for (const port of this.environment.EXTRA_PORTS) {
      const server = createServer(CONNECTION_TIMEOUTS, this.adapterHost.httpAdapter.getInstance<RequestListener>());
      this.servers.push(server);
      server.listen(port, this.environment.HOST);
      await once(server, 'listening');
      this.logger.log(`Also listening on port ${port}`);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const closing = this.servers.filter(({ listening }) => listening).map((server) => once(server.close(), 'close'));
    for (const server of this.servers) server.closeAllConnections();
    await Promise.all(closing);
  }
}
