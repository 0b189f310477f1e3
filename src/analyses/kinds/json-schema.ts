type Json = Record<string, unknown>;

const REFERENCE = '#/components/schemas/';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** OpenAPI 3.0's own ways of saying something, in the words of JSON Schema. */
function translate(schema: Json): Json {
  const { nullable, example, $ref, ...rest } = schema;
  const plain: Json = { ...rest };
  if (example !== undefined) plain.examples = [example];
  if (typeof $ref === 'string') plain.$ref = $ref.replace(REFERENCE, '#/$defs/');
  if (nullable !== true) return plain;
  if (typeof plain.type !== 'string') return { anyOf: [plain, { type: 'null' }] };
  return {
    ...plain,
    type: [plain.type, 'null'],
    ...(Array.isArray(plain.enum) && { enum: [...(plain.enum as unknown[]), null] }),
  };
}

/**
 * A schema of an OpenAPI 3.0 document as a JSON Schema that stands alone, with the schemas that it refers to in `$defs`.
 * @param closed whether fields that are not described are refused
 */
export function toJsonSchema(schemas: Readonly<Record<string, unknown>>, name: string, closed: boolean): Json {
  const definitions: Json = {};

  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (!isObject(value)) return value;
    if (typeof value.$ref === 'string') define(value.$ref.slice(REFERENCE.length));
    const converted = Object.fromEntries(Object.entries(translate(value)).map(([key, part]) => [key, convert(part)]));
    return closed && converted.type === 'object' && isObject(converted.properties)
      ? { ...converted, additionalProperties: false }
      : converted;
  };
  const define = (reference: string): void => {
    if (reference in definitions) return;
    definitions[reference] = {};
    definitions[reference] = convert(schemas[reference]);
  };

  const schema = convert(schemas[name]) as Json;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...schema,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}
