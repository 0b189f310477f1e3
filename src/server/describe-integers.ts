import { ApiProperty } from '@nestjs/swagger';
import { IS_INT, type MetadataStorage, getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';

/** The storage gives its entries only class by class, and the classes are what is looked for. */
interface Entries {
  readonly validationMetadatas: ReadonlyMap<object, readonly ValidationMetadata[]>;
}

/** The Swagger plugin reads `number` from the type; that it must be a whole one is known to the validator only. To be called before the document is made. */
export function describeIntegers(): void {
  const storage: MetadataStorage = getMetadataStorage();
  for (const entries of (storage as unknown as Entries).validationMetadatas.values()) {
    for (const { name, each, target, propertyName } of entries) {
      if (name !== IS_INT || each || typeof target !== 'function') continue;
      ApiProperty({ type: 'integer' })(target.prototype as object, propertyName);
    }
  }
}
