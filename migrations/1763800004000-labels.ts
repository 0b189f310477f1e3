import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A label is once in the newest version of its track, and is found there by its id at once, however many there are. */
export class Labels1763800004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE UNIQUE INDEX "annotation_labels_newest" ON "annotation_labels" ("track_id", "id") WHERE "until_version" IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "annotation_labels_newest"`);
  }
}
