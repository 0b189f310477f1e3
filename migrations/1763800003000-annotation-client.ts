import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the annotation client knows by a hash id: metadata, the audio that they name, and the labels that were posted. */
export class AnnotationClient1763800003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "compat_metadata" (
        "hash_id" character varying(200) NOT NULL,
        "user_profile" boolean NOT NULL,
        "content" jsonb NOT NULL,
        "url_sha256" character(64),
        "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "compat_metadata_pkey" PRIMARY KEY ("hash_id", "user_profile")
      )`);
    await runner.query(`CREATE INDEX "compat_metadata_url" ON "compat_metadata" ("url_sha256")`);
    await runner.query(`
      CREATE TABLE "compat_fetched_recordings" (
        "owner_id" uuid NOT NULL,
        "url_sha256" character(64) NOT NULL,
        "recording_id" uuid NOT NULL,
        CONSTRAINT "compat_fetched_recordings_pkey" PRIMARY KEY ("owner_id", "url_sha256"),
        CONSTRAINT "compat_fetched_recordings_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE,
        CONSTRAINT "compat_fetched_recordings_recording_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE INDEX "compat_fetched_recordings_recording" ON "compat_fetched_recordings" ("recording_id")`,
    );
    await runner.query(`
      CREATE TABLE "compat_posted_annotations" (
        "owner_id" uuid NOT NULL,
        "hash_id" character varying(200) NOT NULL,
        "version" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "annotations" text NOT NULL,
        CONSTRAINT "compat_posted_annotations_pkey" PRIMARY KEY ("owner_id", "hash_id", "version"),
        CONSTRAINT "compat_posted_annotations_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE
      )`);
    await runner.query(`ALTER TABLE "annotation_actions" ADD "subject" character varying(200)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "annotation_actions" DROP COLUMN "subject"`);
    await runner.query(`DROP TABLE "compat_posted_annotations"`);
    await runner.query(`DROP TABLE "compat_fetched_recordings"`);
    await runner.query(`DROP TABLE "compat_metadata"`);
  }
}
