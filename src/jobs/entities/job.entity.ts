import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, VirtualColumn } from 'typeorm';
import { bigintAsNumber } from '../../database/bigint-as-number.js';
import type { JobError } from '../job-errors.js';
import type { JobStatus } from '../job-status.js';

/** Longer options, as thousands of keywords are, would make lists of jobs too large to be read at once. */
const MOST_BRIEF_BYTES = 4096;

/**
 * One piece of work and everything that is known about it. This row, not Redis, is the truth: who may run the job, how often
 * it was tried and what came of it.
 */
@Entity('jobs')
@Check('jobs_status_check', `status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')`)
@Index('jobs_due_index', ['rank', 'createdAt', 'id'], { where: `status = 'queued'` })
@Index('jobs_running_index', ['rank'], { where: `status = 'running'` })
@Index('jobs_waiting_index', ['kind', 'runAt'], { where: `status = 'waiting'` })
@Index('jobs_unfinished_index', ['ownerId', 'rank'], { where: `status IN ('queued', 'running', 'waiting')` })
@Index('jobs_owner_index', ['ownerId', 'createdAt', 'id'])
@Index('jobs_recording_index', ['recordingId', 'createdAt', 'id'])
export class JobEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'jobs_pkey' })
  id: string;

  @Column({ type: 'varchar', length: 64 })
  kind: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'jobs_owner_id_fkey' })
  owner?: object;

  @Column({ name: 'recording_id', type: 'uuid', nullable: true })
  recordingId: string | null;

  @ManyToOne('RecordingEntity', { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'recording_id', foreignKeyConstraintName: 'jobs_recording_id_fkey' })
  recording?: object | null;

  /** Checked options, defaults filled in. */
  @Column({ type: 'jsonb' })
  options: object;

  /** Bytes of the options as JSON, so that nobody has to read them to know. */
  @Column({ name: 'options_bytes', type: 'integer', default: 0 })
  optionsBytes: number;

  /** The options for lists; null where they are long. */
  @VirtualColumn({
    type: 'jsonb',
    query: (job) => `SELECT CASE WHEN ${job}.options_bytes <= ${MOST_BRIEF_BYTES} THEN ${job}.options END`,
  })
  briefOptions: object | null;

  /** The model that the caller asked for. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  model: string | null;

  @Column({ type: 'varchar', length: 16, default: 'queued' })
  status: JobStatus;

  /** Place in the queue by fair queuing over owners; smaller is earlier. */
  @Column({ type: 'bigint', transformer: bigintAsNumber })
  rank: number;

  /** 0..1 within the current attempt. */
  @Column({ type: 'double precision', default: 0 })
  progress: number;

  /** Tries that count against `maximumAttempts`; work handed back or waiting for a model does not. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ name: 'maximum_attempts', type: 'integer' })
  maximumAttempts: number;

  /** Grows with every claim and never shrinks, so that what a lost process still writes can be told from the current run. */
  @Column({ type: 'integer', default: 0 })
  fence: number;

  /** How often the process died while it ran this job. */
  @Column({ type: 'integer', default: 0 })
  stalls: number;

  @Column({ name: 'timeout_seconds', type: 'integer' })
  timeoutSeconds: number;

  /** Not before this time. */
  @Column({ name: 'run_at', type: 'timestamptz', default: () => 'now()' })
  runAt: Date;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil: Date | null;

  /** The process that runs the job. */
  @Column({ name: 'leased_by', type: 'uuid', nullable: true })
  leasedBy: string | null;

  @Column({ name: 'cancel_requested_at', type: 'timestamptz', nullable: true })
  cancelRequestedAt: Date | null;

  /** End of the time that the current attempt has. */
  @Column({ type: 'timestamptz', nullable: true })
  deadline: Date | null;

  /** Kept as it was written, so that its fields keep their order. */
  @Column({ type: 'json', nullable: true })
  result: object | null;

  /** The model that made the result, as `name@version`. */
  @Column({ name: 'result_model', type: 'varchar', length: 200, nullable: true })
  resultModel: string | null;

  /** Of the last attempt that failed. */
  @Column({ type: 'jsonb', nullable: true })
  error: JobError | null;

  /** Milliseconds only: lists are continued from this value, which JavaScript must be able to hold. */
  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  /** Of the current or last attempt. */
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true })
  startedAt: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt: Date | null;
}
