import type { OpenAPIObject } from '@nestjs/swagger';

interface Described {
  default?: unknown;
}
interface ObjectSchema {
  required?: string[];
  properties?: Record<string, Described>;
}
interface Parameter {
  required?: boolean;
  schema?: Described;
}

interface Operation {
  parameters?: Parameter[];
}

/** The Swagger plugin calls every property without `?` required; one with a default need not be sent. */
export function makeDefaultsOptional(document: OpenAPIObject): void {
  for (const schema of Object.values(document.components?.schemas ?? {}) as ObjectSchema[]) {
    const required = schema.required?.filter((name) => schema.properties?.[name]?.default === undefined);
    if (required?.length === 0) delete schema.required;
    else if (required !== undefined) schema.required = required;
  }
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path as Record<string, Operation>));
  for (const { parameters } of operations) {
    for (const parameter of parameters ?? []) {
      if (parameter.schema?.default !== undefined) parameter.required = false;
    }
  }
}
