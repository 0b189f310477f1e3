import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Jobs1763700003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE jobs (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        kind character varying(64) NOT NULL,
        owner_id uuid NOT NULL,
        recording_id uuid,
        options jsonb NOT NULL,
        model character varying(200),
        status character varying(16) NOT NULL DEFAULT 'queued',
        rank bigint NOT NULL,
        progress double precision NOT NULL DEFAULT 0,
        attempts integer NOT NULL DEFAULT 0,
        maximum_attempts integer NOT NULL,
        fence integer NOT NULL DEFAULT 0,
        stalls integer NOT NULL DEFAULT 0,
        timeout_seconds integer NOT NULL,
        run_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        leased_by uuid,
        cancel_requested_at timestamptz,
        deadline timestamptz,
        result jsonb,
        result_model character varying(200),
        error jsonb,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        CONSTRAINT jobs_pkey PRIMARY KEY (id),
        CONSTRAINT jobs_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT jobs_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES recordings (id) ON DELETE CASCADE,
        CONSTRAINT jobs_status_check
          CHECK (status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'))
      )`);
    await queryRunner.query(`CREATE INDEX jobs_due_index ON jobs (rank, created_at, id) WHERE status = 'queued'`);
    await queryRunner.query(`CREATE INDEX jobs_running_index ON jobs (rank) WHERE status = 'running'`);
    await queryRunner.query(`CREATE INDEX jobs_waiting_index ON jobs (kind, run_at) WHERE status = 'waiting'`);
    await queryRunner.query(
      `CREATE INDEX jobs_unfinished_index ON jobs (owner_id, rank) WHERE status IN ('queued', 'running', 'waiting')`,
    );
    await queryRunner.query(`CREATE INDEX jobs_owner_index ON jobs (owner_id, created_at, id)`);
    await queryRunner.query(`CREATE INDEX jobs_recording_index ON jobs (recording_id, created_at, id)`);
    await queryRunner.query(`
      CREATE TABLE job_events (
        seq bigserial NOT NULL,
        job_id uuid NOT NULL,
        fence integer NOT NULL,
        type character varying(32) NOT NULL,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT job_events_pkey PRIMARY KEY (seq),
        CONSTRAINT job_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX job_events_job_index ON job_events (job_id, seq)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE job_events`);
    await queryRunner.query(`DROP TABLE jobs`);
  }
}
