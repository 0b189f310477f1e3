// Jest cannot run native ES modules on Node 20, so everything, Nest's ES module packages included, becomes CommonJS here.
const swc = (parser) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs', ignoreDynamic: false },
  },
];

const esModulePackages = [
  '@nestjs',
  'file-type',
  'load-esm',
  'token-types',
  'strtok3',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'es-toolkit',
  '@electric-sql',
  '@wasm-audio-decoders',
  'mpg123-decoder',
  'ogg-opus-decoder',
  'opus-decoder',
  '@eshaz',
  'codec-parser',
  'd3-color',
  'd3-interpolate',
  'd3-scale-chromatic',
  'simple-yenc',
];

const shared = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/one-realm-environment.cjs',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js', '$1'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.[cm]?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulePackages.join('|')})/)`],
  // A test file's globals are looked up through its sandbox each time, which made half of the work of loops over samples. Not `Number`: a decoder's
  // package declares a constant of that name.
  sandboxInjectedGlobals: ['Math', 'Float32Array', 'Float64Array'],
  setupFiles: ['reflect-metadata'],
};

module.exports = {
  // One more than the two processors of the smallest machine: test files wait for servers, and servers for leases and retries.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/support/skipped-reporter.cjs'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,test/models,test/scripts}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
      globalSetup: '<rootDir>/test/support/e2e-setup.mjs',
      globalTeardown: '<rootDir>/test/support/e2e-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'scaled',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
      // What these are about exists on the embedded profile only, or (cli) starts no server: on both profiles it is the same.
      testPathIgnorePatterns: [
        'embedded-crash',
        'schema',
        'housekeeping',
        'directory-lock',
        'disk-full',
        'cli',
        'cli-models',
      ].map((name) => `<rootDir>/test/e2e/${name}.e2e.ts`),
      setupFiles: [...shared.setupFiles, '<rootDir>/test/support/scaled-profile.ts'],
    },
    { ...shared, displayName: 'services', testMatch: ['<rootDir>/test/services/**/*.services.ts'] },
  ],
};
