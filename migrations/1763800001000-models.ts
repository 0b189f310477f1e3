import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Models that people train. */
export class Models1763800001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "models" (
        "id" uuid NOT NULL DEFAULT gen_random_uuid(),
        "owner_id" uuid NOT NULL,
        "name" text NOT NULL,
        "task" text NOT NULL,
        "status" text NOT NULL DEFAULT 'training',
        "job_id" uuid,
        "base" jsonb,
        "version" text,
        "licence" text,
        "description" text,
        "card" jsonb,
        "files" jsonb,
        "scores" jsonb,
        "shared" boolean NOT NULL DEFAULT false,
        "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "models_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "models_status" CHECK (status IN ('training', 'ready')),
        CONSTRAINT "models_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE,
        CONSTRAINT "models_job_fkey" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE SET NULL
      )`);
    await runner.query(`CREATE UNIQUE INDEX "models_owner_name" ON "models" ("owner_id", "name")`);
    await runner.query(`CREATE INDEX "models_created" ON "models" ("created_at", "id")`);
    await runner.query(`CREATE INDEX "models_job" ON "models" ("job_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "models"`);
  }
}
