import {
  ARRAY_MAX_SIZE,
  IS_INT,
  MAX,
  MAX_LENGTH,
  MIN,
  MIN_LENGTH,
  type MetadataStorage,
  getMetadataStorage,
} from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';

/** The storage gives its entries only class by class, and the classes are what is looked for. */
interface Entries {
  readonly validationMetadatas: ReadonlyMap<object, readonly ValidationMetadata[]>;
}

/** Rules whose first constraint is a keyword of the schema. */
const KEYWORDS = new Map([
  [MIN, 'minimum'],
  [MAX, 'maximum'],
  [MIN_LENGTH, 'minLength'],
  [MAX_LENGTH, 'maxLength'],
  [ARRAY_MAX_SIZE, 'maxItems'],
]);

/** What the Swagger plugin wrote about one file: its module, and its classes with their properties. */
type Model = readonly [module: Promise<Record<string, object>>, classes: Record<string, Properties>];
type Properties = Record<string, Record<string, unknown>>;

function keywordOf({ name, constraints }: ValidationMetadata): Record<string, unknown> {
  if (name === IS_INT) return { type: 'integer' };
  const keyword = name === undefined ? undefined : KEYWORDS.get(name);
  return keyword === undefined ? {} : { [keyword]: (constraints as unknown[])[0] };
}

/**
 * The Swagger plugin reads the type, which says `number` of whole ones too, and limits that stand in the source as plain figures. What else the
 * validator checks is added from there.
 */
export async function describeLimits(metadata: object): Promise<void> {
  const storage: MetadataStorage = getMetadataStorage();
  const rules = (storage as unknown as Entries).validationMetadatas;
  const { models } = (metadata as { '@nestjs/swagger': { models: readonly Model[] } })['@nestjs/swagger'];
  for (const [module, classes] of models) {
    const exported = await module;
    for (const [className, properties] of Object.entries(classes)) {
      for (const rule of rules.get(exported[className]) ?? []) {
        if (rule.each || !(rule.propertyName in properties)) continue;
        Object.assign(properties[rule.propertyName], keywordOf(rule));
      }
    }
  }
}
