// Lets worker threads of unit tests run the TypeScript sources without a build: `node --import ./test/support/typescript-hooks.mjs`.
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
