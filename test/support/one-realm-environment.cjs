const { TestEnvironment } = require('jest-environment-node');

const typedArrays = [
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint16Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
];

/**
 * Jest gives every test file typed arrays of its own, but a native module (onnxruntime-node) makes those of the process, and
 * `instanceof Float32Array` fails between the two. Here both are the same, as they are outside Jest.
 */
module.exports = class OneRealmEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const typedArray of typedArrays) this.global[typedArray.name] = typedArray;
  }
};
