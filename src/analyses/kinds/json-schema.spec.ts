import { toJsonSchema } from './json-schema.js';

const schemas = {
  Options: {
    type: 'object',
    properties: {
      minimum: { type: 'number', nullable: true, example: 40 },
      choice: { type: 'string', enum: ['a', 'b'], nullable: true },
      part: { $ref: '#/components/schemas/Part' },
      maybe: { nullable: true, allOf: [{ $ref: '#/components/schemas/Part' }] },
    },
    required: ['part'],
  },
  Part: { type: 'object', properties: { inner: { type: 'array', items: { $ref: '#/components/schemas/Part' } } } },
};

describe('toJsonSchema', () => {
  it('stands alone and says what OpenAPI 3.0 says in its own words', () => {
    expect(toJsonSchema(schemas, 'Options', false)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        minimum: { type: ['number', 'null'], examples: [40] },
        choice: { type: ['string', 'null'], enum: ['a', 'b', null] },
        part: { $ref: '#/$defs/Part' },
        maybe: { anyOf: [{ allOf: [{ $ref: '#/$defs/Part' }] }, { type: 'null' }] },
      },
      required: ['part'],
      $defs: { Part: { type: 'object', properties: { inner: { type: 'array', items: { $ref: '#/$defs/Part' } } } } },
    });
  });

  it('closes every object where unknown fields are refused', () => {
    const schema = toJsonSchema(schemas, 'Options', true);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.$defs).toMatchObject({ Part: { additionalProperties: false } });
  });
});
