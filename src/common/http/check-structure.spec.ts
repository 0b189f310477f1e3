import { checkStructure } from './check-structure.js';

const nested = (depth: number, innermost: unknown): unknown => {
  let value = innermost;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { inner: value };
  return value;
};

describe('checkStructure', () => {
  it.each([[null], ['text'], [5], [[]], [{ a: [{ b: 1 }], length: 2, prototype: 3 }], [nested(32, 'x')]])(
    'lets %j pass',
    (value) => {
      expect(() => checkStructure(value)).not.toThrow();
    },
  );

  it.each([33, 100_000])('refuses nesting of %d levels', (depth) => {
    expect(() => checkStructure(nested(depth, []))).toThrow('32');
  });

  it('refuses objects of very many fields, except where they may have them', () => {
    const wide = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`field${index}`, index]));
    expect(() => checkStructure({ options: wide })).toThrow('500 fields');
    expect(() => checkStructure({ options: wide }, Infinity)).not.toThrow();
    expect(() => checkStructure(Object.values(wide))).not.toThrow();
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'refuses the name %s',
    (name) => {
      const value = JSON.parse(`{"list": [{"${name}": 1}]}`) as unknown;
      expect(() => checkStructure(value)).toThrow(name);
    },
  );
});
