import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results are read by people, too: `json` keeps the order of their fields, `jsonb` sorts them. Nothing is looked up within them. */
export class JobResults1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "jobs" ALTER COLUMN "result" TYPE json USING "result"::json`);
    await runner.query(`ALTER TABLE "job_events" ALTER COLUMN "data" TYPE json USING "data"::json`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "job_events" ALTER COLUMN "data" TYPE jsonb USING "data"::jsonb`);
    await runner.query(`ALTER TABLE "jobs" ALTER COLUMN "result" TYPE jsonb USING "result"::jsonb`);
  }
}
