import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recordings and the keys that make their creation safe to repeat. */
export class Recordings1763700002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "recordings" (
        "id" uuid NOT NULL DEFAULT gen_random_uuid(),
        "owner_id" uuid NOT NULL,
        "name" text NOT NULL,
        "notes" text NOT NULL DEFAULT '',
        "original_file_name" text NOT NULL,
        "content_type" text NOT NULL,
        "codec" text NOT NULL,
        "size_bytes" bigint NOT NULL,
        "sha256" text NOT NULL,
        "duration_seconds" double precision NOT NULL,
        "sample_rate_hz" integer NOT NULL,
        "channels" smallint NOT NULL,
        "storage_key" text NOT NULL,
        "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "recordings_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "recordings_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX "recordings_owner_created" ON "recordings" ("owner_id", "created_at", "id")`);
    await runner.query(`CREATE UNIQUE INDEX "recordings_storage_key" ON "recordings" ("storage_key")`);
    await runner.query(`CREATE INDEX "recordings_created" ON "recordings" ("created_at", "id")`);
    await runner.query(`
      CREATE TABLE "idempotency_keys" (
        "owner_id" uuid NOT NULL,
        "scope" text NOT NULL,
        "key" text NOT NULL,
        "fingerprint" text NOT NULL,
        "resource_id" uuid,
        "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("owner_id", "scope", "key"),
        CONSTRAINT "idempotency_keys_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" ("created_at")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "idempotency_keys"`);
    await runner.query(`DROP TABLE "recordings"`);
  }
}
