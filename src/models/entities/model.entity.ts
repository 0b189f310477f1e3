import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
} from 'typeorm';
import type { ModelBase, ModelCard } from '../../inference/model-card.dto.js';
import type { ModelFile, ModelTask } from '../../inference/model-manifest.js';

export type StoredModelStatus = 'training' | 'ready';

/**
 * A model that somebody trained here. The row is there from the moment when its training is asked for, so that the name is taken;
 * what says `null` while it trains is known when it is ready.
 */
@Entity('models')
@Check('models_status', `status IN ('training', 'ready')`)
@Index('models_owner_name', ['ownerId', 'name'], { unique: true })
@Index('models_created', ['createdAt', 'id'])
@Index('models_job', ['jobId'])
export class ModelEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'models_pkey' })
  id: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'models_owner_fkey' })
  owner?: unknown;

  /** Lower-case; unique among the models of its owner and the names that come with Earshot. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  task: ModelTask;

  @Column({ type: 'text', default: 'training' })
  status: StoredModelStatus;

  /** What trains it, or trained it. */
  @Column({ name: 'job_id', type: 'uuid', nullable: true })
  jobId: string | null;

  @ManyToOne('JobEntity', { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'models_job_fkey' })
  job?: unknown;

  /** What its training starts from; stays when that is deleted. */
  @Column({ type: 'jsonb', nullable: true })
  base: ModelBase | null;

  @Column({ type: 'text', nullable: true })
  version: string | null;

  @Column({ type: 'text', nullable: true })
  licence: string | null;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ type: 'jsonb', nullable: true })
  card: ModelCard | null;

  @Column({ type: 'jsonb', nullable: true })
  files: ModelFile[] | null;

  /** How well it does on held-back data, in the words of its task. */
  @Column({ type: 'jsonb', nullable: true })
  scores: object | null;

  @Column({ type: 'boolean', default: false })
  shared: boolean;

  /** Milliseconds, so that a cursor made from a JavaScript date finds its row again. */
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
