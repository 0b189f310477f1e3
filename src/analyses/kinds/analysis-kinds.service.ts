import { Injectable, type Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { JobRegistry, type RegisteredKind } from '../../jobs/registry/job-registry.js';
import type { AnalysisKindList } from './analysis-kind.dto.js';
import { toJsonSchema } from './json-schema.js';

/** Describes the registered kinds. Their schemas are those of the OpenAPI document, so that there is one description of each class. */
@Injectable()
export class AnalysisKindsService {
  private describe: () => Pick<OpenAPIObject, 'components'> = () => ({});

  constructor(private readonly registry: JobRegistry) {}

  private get kinds(): RegisteredKind[] {
    return this.registry.kinds.filter(({ isInternal }) => !isInternal);
  }

  /** The classes that the OpenAPI document must describe beside those of the routes. */
  get models(): Type[] {
    return this.kinds.flatMap(({ optionsClass, resultClass }) => [optionsClass, resultClass]);
  }

  /** @param document gives the OpenAPI document */
  describeWith(document: () => OpenAPIObject): void {
    this.describe = document;
  }

  list(): AnalysisKindList {
    const schemas = this.describe().components?.schemas ?? {};
    const items = this.kinds
      .map(({ kind, description, optionsClass, resultClass, timeoutSeconds }) => ({
        kind,
        description,
        optionsSchema: toJsonSchema(schemas, optionsClass.name, true),
        resultSchema: toJsonSchema(schemas, resultClass.name, false),
        timeoutSeconds,
      }))
      .sort((a, b) => a.kind.localeCompare(b.kind));
    return { items };
  }
}
