import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tracks of labels with all their versions, and what people did while they labelled. */
export class Annotations1763700006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "annotation_tracks" (
        "id" uuid NOT NULL DEFAULT gen_random_uuid(),
        "recording_id" uuid NOT NULL,
        "name" text NOT NULL,
        "version" integer NOT NULL DEFAULT 0,
        "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "annotation_tracks_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "annotation_tracks_recording_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX "annotation_tracks_recording_name" ON "annotation_tracks" ("recording_id", "name")`,
    );
    await runner.query(`
      CREATE TABLE "annotation_versions" (
        "track_id" uuid NOT NULL,
        "number" integer NOT NULL,
        "label_count" integer NOT NULL,
        "message" text NOT NULL DEFAULT '',
        "author_id" uuid,
        "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "annotation_versions_pkey" PRIMARY KEY ("track_id", "number"),
        CONSTRAINT "annotation_versions_track_fkey" FOREIGN KEY ("track_id") REFERENCES "annotation_tracks"("id") ON DELETE CASCADE,
        CONSTRAINT "annotation_versions_author_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL
      )`);
    await runner.query(`CREATE INDEX "annotation_versions_author" ON "annotation_versions" ("author_id")`);
    await runner.query(`
      CREATE TABLE "annotation_labels" (
        "track_id" uuid NOT NULL,
        "id" uuid NOT NULL,
        "from_version" integer NOT NULL,
        "until_version" integer,
        "onset_seconds" double precision NOT NULL,
        "offset_seconds" double precision NOT NULL,
        "low_frequency_hz" double precision,
        "high_frequency_hz" double precision,
        "channel" smallint NOT NULL,
        "species" text NOT NULL,
        "individual" text NOT NULL,
        "cluster" text NOT NULL,
        "text" text NOT NULL,
        "confidence" double precision,
        "model_name" text,
        "model_version" text,
        CONSTRAINT "annotation_labels_pkey" PRIMARY KEY ("track_id", "id", "from_version"),
        CONSTRAINT "annotation_labels_track_fkey" FOREIGN KEY ("track_id") REFERENCES "annotation_tracks"("id") ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE INDEX "annotation_labels_onset" ON "annotation_labels" ("track_id", "onset_seconds", "id")`,
    );
    await runner.query(`
      CREATE TABLE "annotation_actions" (
        "seq" BIGSERIAL NOT NULL,
        "user_id" uuid NOT NULL,
        "recording_id" uuid,
        "action" text NOT NULL,
        "happened_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "screen_width" integer,
        "screen_height" integer,
        CONSTRAINT "annotation_actions_pkey" PRIMARY KEY ("seq"),
        CONSTRAINT "annotation_actions_user_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE,
        CONSTRAINT "annotation_actions_recording_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE INDEX "annotation_actions_user_time" ON "annotation_actions" ("user_id", "happened_at", "seq")`,
    );
    await runner.query(`CREATE INDEX "annotation_actions_recording" ON "annotation_actions" ("recording_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "annotation_actions"`);
    await runner.query(`DROP TABLE "annotation_labels"`);
    await runner.query(`DROP TABLE "annotation_versions"`);
    await runner.query(`DROP TABLE "annotation_tracks"`);
  }
}
