export { dropPreparedDatabase as default } from '../../dist/test/support/prepared-database.js';
