import type { INestApplication } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { AnalysisKindsService } from '../analyses/kinds/analysis-kinds.service.js';
import { Problem } from '../common/errors/problem.dto.js';
import metadata from '../metadata.js';
import { completeDocument } from './complete-document.js';
import { describeLimits } from './describe-limits.js';

/** @returns what makes the OpenAPI description of every route when it is first asked: a start need not wait for it */
export async function openApiDocument(application: INestApplication): Promise<() => OpenAPIObject> {
  const described = await metadata();
  await describeLimits(described);
  await SwaggerModule.loadPluginMetadata(() => Promise.resolve(described));
  let document: OpenAPIObject | undefined;
  const describe = (): OpenAPIObject => (document ??= createDocument(application));
  application.get(AnalysisKindsService).describeWith(describe);
  return describe;
}

function createDocument(application: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Earshot')
    .setDescription('A self-hosted server that listens to recordings. Errors are `application/problem+json`.')
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addTag('recordings', 'Upload, list, play and delete recordings')
    .addTag('spectrograms', 'See a recording: any part of it as a picture or as levels, or scroll through it by tiles')
    .addTag('analyses', 'Work on recordings: start, follow, read the result')
    .addTag('annotations', 'Labels of recordings: tracks, their versions, files in the formats of other programs')
    .addTag('transcription', 'What was said: transcripts as files, search')
    .addTag('sentiment', 'How a text sounds: negative, neutral or positive')
    .addTag('models', 'What listens: installed models and those that you train')
    .addTag('auth', "Log in and out, one's own account, API tokens")
    .addTag('users', 'Accounts, for administrators')
    .addTag('compat', 'Routes of older systems, for their unmodified clients (docs/compat.md)')
    .addTag('annotation client', 'What the annotation client keeps beside its labels, by hash of the audio')
    .addTag('operation', 'Health and figures')
    .addBearerAuth({ type: 'http', description: 'Access token of POST /v1/auth/login, or a personal API token' })
    .addApiKey(
      {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'Routes of mp3.ai: "Token ear_…". Bearer counts as no credential there.',
      },
      'token',
    )
    .addSecurityRequirements('bearer')
    .build();
  const kinds = application.get(AnalysisKindsService);
  const document = SwaggerModule.createDocument(application, description, { extraModels: [Problem, ...kinds.models] });
  completeDocument(document);
  return document;
}

/** Serves Swagger UI at /docs, where / leads, and the document at /openapi.json. */
export async function setUpDocs(application: INestApplication): Promise<void> {
  const document = await openApiDocument(application);
  application.getHttpAdapter().get('/', (_request: Request, response: Response) => response.redirect('/docs'));
  SwaggerModule.setup('docs', application, document, {
    jsonDocumentUrl: 'openapi.json',
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      deepLinking: true,
    },
  });
}
