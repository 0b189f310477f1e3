import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { mkdirSync, writeFileSync } from 'node:fs';
import { AppModule } from '../app.module.js';
import { describeConfiguration } from '../config/describe-configuration.js';
import { createOpenApiDocument } from '../server/openapi.js';
import { reportStartFailure } from '../server/start-failure.js';

/** Writes the documents that are made from the code. */
async function writeDocs(): Promise<void> {
  // Preview mode builds the module graph without opening a database or a queue.
  const application = await NestFactory.create(AppModule, { preview: true, logger: ['error'], abortOnError: false });
  const document = await createOpenApiDocument(application);
  mkdirSync('docs', { recursive: true });
  writeFileSync('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  writeFileSync('docs/configuration.md', describeConfiguration());
  console.log('Wrote docs/openapi.json and docs/configuration.md');
  process.exit(0);
}

writeDocs().catch(reportStartFailure);
