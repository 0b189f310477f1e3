import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, their logins and API tokens, and what throttles guessing at them. */
export class Accounts1763700001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        email character varying(254) NOT NULL,
        display_name character varying(100),
        password_hash character varying(255) NOT NULL,
        role character varying(10) NOT NULL,
        disabled_at timestamptz,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_role CHECK (role IN ('admin', 'user'))
      )`);
    await queryRunner.query('CREATE UNIQUE INDEX users_email ON users (email)');
    await queryRunner.query('CREATE INDEX users_newest_first ON users (created_at, id)');

    await queryRunner.query(`
      CREATE TABLE sessions (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT sessions_pkey PRIMARY KEY (id),
        CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await queryRunner.query('CREATE INDEX sessions_user ON sessions (user_id)');

    await queryRunner.query(`
      CREATE TABLE refresh_tokens (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        session_id uuid NOT NULL,
        token_hash character varying(64) NOT NULL,
        used_at timestamptz,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id),
        CONSTRAINT refresh_tokens_session_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
      )`);
    await queryRunner.query('CREATE UNIQUE INDEX refresh_tokens_hash ON refresh_tokens (token_hash)');
    await queryRunner.query('CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id)');

    await queryRunner.query(`
      CREATE TABLE api_tokens (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL,
        name character varying(100) NOT NULL,
        prefix character varying(16) NOT NULL,
        token_hash character varying(64) NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
        CONSTRAINT api_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await queryRunner.query('CREATE UNIQUE INDEX api_tokens_hash ON api_tokens (token_hash)');
    await queryRunner.query('CREATE INDEX api_tokens_newest_first ON api_tokens (user_id, created_at, id)');

    await queryRunner.query(`
      CREATE TABLE attempt_windows (
        key character varying(64) NOT NULL,
        attempts integer NOT NULL,
        resets_at timestamptz NOT NULL,
        CONSTRAINT attempt_windows_pkey PRIMARY KEY (key)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE attempt_windows, api_tokens, refresh_tokens, sessions, users');
  }
}
