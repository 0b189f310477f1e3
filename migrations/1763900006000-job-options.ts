import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long the options of a job are, so that lists need not read long ones. */
export class JobOptions1763900006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "jobs" ADD "options_bytes" integer NOT NULL DEFAULT 0`);
    await runner.query(`UPDATE "jobs" SET "options_bytes" = octet_length("options"::text)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "jobs" DROP COLUMN "options_bytes"`);
  }
}
