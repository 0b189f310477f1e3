import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

/** A piece of a result that listeners get before the job is done. Kept for a while so that they can resume. */
@Entity('job_events')
@Index('job_events_job_index', ['jobId', 'seq'])
export class JobEventEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint', primaryKeyConstraintName: 'job_events_pkey' })
  seq: string;

  @Column({ name: 'job_id', type: 'uuid' })
  jobId: string;

  @ManyToOne('JobEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'job_events_job_id_fkey' })
  job?: object;

  /** The run that made it; pieces of a run that was given up are not shown any more. */
  @Column({ type: 'integer' })
  fence: number;

  @Column({ type: 'varchar', length: 32 })
  type: string;

  @Column({ type: 'json' })
  data: object;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
