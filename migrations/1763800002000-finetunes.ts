import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trainings of models on labels of their users. */
export class Finetunes1763800002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "finetunes" (
        "id" uuid NOT NULL,
        "owner_id" uuid NOT NULL,
        "job_id" uuid NOT NULL,
        "model_id" uuid NOT NULL,
        "name" text NOT NULL,
        "base" jsonb NOT NULL,
        "options" jsonb NOT NULL,
        "sources" jsonb NOT NULL,
        "training_set" jsonb NOT NULL,
        "progress" jsonb,
        "scores" jsonb,
        "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "finetunes_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "finetunes_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE,
        CONSTRAINT "finetunes_job_fkey" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX "finetunes_owner_created" ON "finetunes" ("owner_id", "created_at", "id")`);
    await runner.query(`CREATE INDEX "finetunes_created" ON "finetunes" ("created_at", "id")`);
    await runner.query(`CREATE UNIQUE INDEX "finetunes_job" ON "finetunes" ("job_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "finetunes"`);
  }
}
