import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The account of clients without credentials, and the ids under which older clients know a channel of a recording. */
export class Compat1763700005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "users" ADD "built_in" boolean NOT NULL DEFAULT false`);
    await runner.query(`
      CREATE TABLE "compat_audio_ids" (
        "id" uuid NOT NULL DEFAULT gen_random_uuid(),
        "recording_id" uuid NOT NULL,
        "channel" smallint NOT NULL,
        "sample_rate_hz" integer NOT NULL,
        "last_used_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        "released" boolean NOT NULL DEFAULT false,
        CONSTRAINT "compat_audio_ids_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "compat_audio_ids_recording_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX "compat_audio_ids_recording" ON "compat_audio_ids" ("recording_id")`);
    await runner.query(`CREATE INDEX "compat_audio_ids_last_used" ON "compat_audio_ids" ("last_used_at")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "compat_audio_ids"`);
    await runner.query(`ALTER TABLE "users" DROP COLUMN "built_in"`);
  }
}
