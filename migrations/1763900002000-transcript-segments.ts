import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said in recordings, to be searched: of each recording only its newest transcript. */
export class TranscriptSegments1763900002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "transcript_segments" (
        "analysis_id" uuid NOT NULL,
        "index" integer NOT NULL,
        "recording_id" uuid NOT NULL,
        "language" text,
        "configuration" regconfig NOT NULL,
        "start_seconds" double precision NOT NULL,
        "end_seconds" double precision NOT NULL,
        "text" text NOT NULL,
        "spaced_text" text NOT NULL,
        "words" jsonb NOT NULL,
        "exact_words" tsvector NOT NULL,
        "stems" tsvector NOT NULL,
        CONSTRAINT "transcript_segments_pkey" PRIMARY KEY ("analysis_id", "index"),
        CONSTRAINT "transcript_segments_analysis_fkey" FOREIGN KEY ("analysis_id") REFERENCES "jobs"("id") ON DELETE CASCADE,
        CONSTRAINT "transcript_segments_recording_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE INDEX "transcript_segments_recording" ON "transcript_segments" ("recording_id", "index")`,
    );
    await runner.query(
      `CREATE INDEX "transcript_segments_exact_words" ON "transcript_segments" USING gin ("exact_words")`,
    );
    await runner.query(`CREATE INDEX "transcript_segments_stems" ON "transcript_segments" USING gin ("stems")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "transcript_segments"`);
  }
}
