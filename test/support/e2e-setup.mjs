// Jest's module mapper does not reach global set-ups, so this one is of the build, which end-to-end tests need anyway.
export { prepareDatabase as default } from '../../dist/test/support/prepared-database.js';
