import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { AppModule } from '../app.module.js';
import { AppLogger, createLogger } from '../common/logging/app-logger.js';
import { Environment } from '../config/environment.js';
import { loadEnvironment } from '../config/load-environment.js';
import { JobLifecycle } from '../jobs/job-lifecycle.js';
import { ExtraPorts } from './extra-ports.js';
import { configureHttp } from './http-edge.js';

/** The application with the modules that a test adds to it. */
@Module({})
class RootModule {
  static with(extraModules: readonly Type[]): DynamicModule {
    return { module: RootModule, imports: [AppModule, ...extraModules], providers: [ExtraPorts] };
  }
}

/**
 * Starts the role that the environment asks for and returns once it answers.
 * @param extraModules further modules, as the job kinds that tests use
 */
export async function startServer(extraModules: readonly Type[] = []): Promise<NestExpressApplication> {
  const { LOG_LEVEL } = loadEnvironment();
  const pino = createLogger(LOG_LEVEL);
  const logger = new AppLogger(pino);
  const application = await NestFactory.create<NestExpressApplication>(RootModule.with(extraModules), {
    logger,
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  // A process that has put everything in order ends with 0, not by the signal that asked it to.
  application.enableShutdownHooks([], { useProcessExit: true });
  const environment = application.get(Environment);
  await configureHttp(application, environment, pino);
  await application.listen(environment.PORT, environment.HOST);
  await application.get(ExtraPorts).listen();
  await application.get(JobLifecycle).start();
  const { port } = application.getHttpServer().address() as AddressInfo;
  logger.log(
    `Earshot listens on http://${environment.HOST}:${port} (docs at /docs, role ${environment.ROLE})`,
    'Server',
  );
  return application;
}
