import { readFileSync, writeFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { reportStartFailure } from '../server/start-failure.js';
import { openApplication } from './open-application.js';
import { inScratchDataDirectory } from './scratch-data-directory.js';

interface Statements {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** What separates the migrations from the entities. */
async function findDifference(): Promise<Statements> {
  const application = await openApplication();
  const { upQueries, downQueries } = await application.get(DataSource).driver.createSchemaBuilder().log();
  await application.close();
  return { up: upQueries.map(({ query }) => query), down: downQueries.map(({ query }) => query).reverse() };
}

function writeMigration(name: string, { up, down }: Statements): string {
  const timestamp = Date.now();
  const pascalCase = name.replaceAll(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase());
  const className = `${pascalCase}${timestamp}`;
  const file = `${timestamp}-${name}`;
  const calls = (queries: readonly string[]): string =>
    queries.map((query) => `    await runner.query(${JSON.stringify(query)});`).join('\n');
  writeFileSync(
    `migrations/${file}.ts`,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${calls(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${calls(down)}
  }
}
`,
  );
  const index = readFileSync('migrations/index.ts', 'utf8')
    .replace(/^(import type [^\n]+\n)/, `$1import { ${className} } from './${file}.js';\n`)
    .replace(/,?\s*\];\s*$/, `,\n  ${className},\n];\n`);
  writeFileSync('migrations/index.ts', index);
  return file;
}

/** `npm run migration:generate -- add-labels` writes a migration for what the entities have and the migrations do not. */
async function generateMigration(name: string | undefined): Promise<void> {
  if (name === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new Error('Name the migration in kebab-case: npm run migration:generate -- add-labels');
  }
  const difference = await inScratchDataDirectory(findDifference);
  if (difference.up.length === 0)
    console.log('The migrations already build what the entities describe; nothing to write.');
  else console.log(`Wrote migrations/${writeMigration(name, difference)}.ts; read it, then run npm run format.`);
  process.exit(0);
}

generateMigration(process.argv[2]).catch(reportStartFailure);
