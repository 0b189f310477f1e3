import { DataSource } from 'typeorm';
import { reportStartFailure } from '../server/start-failure.js';
import { openApplication } from './open-application.js';

/** Fails when the migrations do not build exactly what the entities describe, on the database that the environment names. */
async function checkSchema(): Promise<void> {
  const application = await openApplication();
  const { upQueries } = await application.get(DataSource).driver.createSchemaBuilder().log();
  await application.close();
  if (upQueries.length > 0) {
    console.error('The entities differ from what the migrations build. Missing:');
    for (const { query } of upQueries) console.error(`  ${query}`);
    process.exit(1);
  }
  console.log('The migrations build exactly what the entities describe.');
  process.exit(0);
}

checkSchema().catch(reportStartFailure);
