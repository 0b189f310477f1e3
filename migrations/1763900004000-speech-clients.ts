import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What clients of mp3.ai and of OpenAI's audio API need: user names and numbers, one token that a login always answers, uploads that are not kept. */
export class SpeechClients1763900004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "users" ADD "username" character varying(150)`);
    await runner.query(`ALTER TABLE "users" ADD "number" SERIAL NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX "users_username" ON "users" ("username")`);
    await runner.query(`CREATE UNIQUE INDEX "users_number" ON "users" ("number")`);
    await runner.query(`ALTER TABLE "api_tokens" ADD "from_login" boolean NOT NULL DEFAULT false`);
    await runner.query(`CREATE UNIQUE INDEX "api_tokens_login" ON "api_tokens" ("user_id") WHERE from_login`);
    await runner.query(`
      CREATE TABLE "transient_recordings" (
        "recording_id" uuid NOT NULL,
        "used_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "transient_recordings_pkey" PRIMARY KEY ("recording_id"),
        CONSTRAINT "transient_recordings_recording_fkey" FOREIGN KEY ("recording_id")
          REFERENCES "recordings"("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX "transient_recordings_used" ON "transient_recordings" ("used_at")`);
  }

  /** Accounts without an email address have no place in the older schema; they must be given one, or be deleted, before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "transient_recordings"`);
    await runner.query(`DROP INDEX "api_tokens_login"`);
    await runner.query(`ALTER TABLE "api_tokens" DROP COLUMN "from_login"`);
    await runner.query(`ALTER TABLE "users" DROP COLUMN "number"`);
    await runner.query(`ALTER TABLE "users" DROP COLUMN "username"`);
    await runner.query(`ALTER TABLE "users" ALTER COLUMN "email" SET NOT NULL`);
  }
}
