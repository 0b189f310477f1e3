import { FieldsError } from './rest-error.js';
import type { Field } from './text-field.js';

type Values<Fields> = { readonly [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never };

/** The values of fields that are all right. @throws FieldsError telling everything that is wrong */
export function checkFields<Fields extends Readonly<Record<string, Field<unknown>>>>(fields: Fields): Values<Fields> {
  const wrong = Object.entries(fields).flatMap(([name, field]) => ('errors' in field ? [[name, field.errors]] : []));
  if (wrong.length > 0) throw new FieldsError(Object.fromEntries(wrong) as Record<string, string[]>);
  const values = Object.entries(fields).map(([name, field]) => [name, (field as { value: unknown }).value]);
  return Object.fromEntries(values) as Values<Fields>;
}
