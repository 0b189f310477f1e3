import { STATUS_CODES } from 'node:http';
import { type OpenAPIObject, getSchemaPath } from '@nestjs/swagger';
import { Problem } from '../common/errors/problem.dto.js';
import { JSON_BODY } from '../common/http/json-body.extension.js';

interface Described {
  default?: unknown;
  enum?: unknown[];
  nullable?: boolean;
  format?: string;
}
interface ObjectSchema {
  required?: string[];
  properties?: Record<string, Described>;
}
interface Parameter {
  name?: string;
  in?: string;
  required?: boolean;
  schema?: Described;
}
interface Answer {
  description?: string;
}

interface Operation {
  requestBody?: { content: Record<string, unknown> };
  [JSON_BODY]?: unknown;
  parameters?: Parameter[];
  responses: Record<string, Answer>;
}

const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths).flatMap((path) => Object.values(path as Record<string, Operation>));

/** Every route answers failures in the same form. */
function describeProblems(document: OpenAPIObject): void {
  const problem = {
    description: 'What was wrong and how to mend it',
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
  };
  for (const { responses } of operationsOf(document)) responses.default ??= problem;
}

function describeJsonBodies(document: OpenAPIObject): void {
  for (const operation of operationsOf(document)) {
    if (operation.requestBody === undefined || operation[JSON_BODY] === undefined) continue;
    operation.requestBody.content['application/json'] = { schema: operation[JSON_BODY] };
    delete operation[JSON_BODY];
  }
}

/** The Swagger plugin calls every property without `?` required; one with a default need not be sent. */
function makeDefaultsOptional(document: OpenAPIObject): void {
  for (const schema of Object.values(document.components?.schemas ?? {}) as ObjectSchema[]) {
    const required = schema.required?.filter((name) => schema.properties?.[name]?.default === undefined);
    if (required?.length === 0) delete schema.required;
    else if (required !== undefined) schema.required = required;
  }
  for (const { parameters } of operationsOf(document)) {
    for (const parameter of parameters ?? []) {
      if (parameter.schema?.default !== undefined) parameter.required = false;
    }
  }
}

/** `nullable` does not add null to an `enum`, which lists all values there are (OpenAPI 3.0.3). */
function listNulls(document: OpenAPIObject): void {
  for (const { properties } of Object.values(document.components?.schemas ?? {}) as ObjectSchema[]) {
    for (const property of Object.values(properties ?? {})) {
      if (property.nullable === true && property.enum?.includes(null) === false) property.enum.push(null);
    }
  }
}

/** Every `{id}` of a path is read by `UuidParam`. */
function describeIds(document: OpenAPIObject): void {
  for (const { parameters } of operationsOf(document)) {
    for (const { name, in: place, schema } of parameters ?? []) {
      if (name === 'id' && place === 'path' && schema !== undefined) schema.format = 'uuid';
    }
  }
}

function nameAnswers(document: OpenAPIObject): void {
  for (const { responses } of operationsOf(document)) {
    for (const [status, answer] of Object.entries(responses)) {
      if (answer.description === '') answer.description = STATUS_CODES[status];
    }
  }
}

/** Adds to the generated document what holds for all routes. */
export function completeDocument(document: OpenAPIObject): void {
  makeDefaultsOptional(document);
  describeProblems(document);
  describeJsonBodies(document);
  listNulls(document);
  describeIds(document);
  nameAnswers(document);
}
