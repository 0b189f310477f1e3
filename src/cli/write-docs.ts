import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { mkdirSync, writeFileSync } from 'node:fs';
import { AppModule } from '../app.module.js';
import { describeConfiguration } from '../config/describe-configuration.js';
import { openApiDocument } from '../server/openapi.js';
import { reportStartFailure } from '../server/start-failure.js';
import { inScratchDataDirectory } from './scratch-data-directory.js';

/** Writes the documents that are made from the code. */
async function writeDocs(): Promise<void> {
  const application = await NestFactory.create(AppModule, { logger: ['error'], abortOnError: false });
  const document = (await openApiDocument(application))();
  await application.close();
  mkdirSync('docs', { recursive: true });
  writeFileSync('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  writeFileSync('docs/configuration.md', describeConfiguration());
  console.log('Wrote docs/openapi.json and docs/configuration.md');
}

inScratchDataDirectory(writeDocs).then(() => process.exit(0), reportStartFailure);
