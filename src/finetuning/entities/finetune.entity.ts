import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ModelBase } from '../../inference/model-card.dto.js';
import type { FinetuneOptions } from '../dto/finetune-options.dto.js';
import type { HeldBackScores } from '../../segmentation/learning/dto/learning-report.js';
import type { TrainingProgress } from '../progress/training-progress.js';
import type { TrainingSummary } from '../training-set/assemble-training-set.js';

/** Where the audio of a key of the training set is: a recording of the server, or a file that came in a zip. */
export type FinetuneSource =
  | { readonly key: string; readonly recordingId: string }
  | {
      readonly key: string;
      readonly contentType: string;
      readonly durationSeconds: number;
      readonly sampleRateHz: number;
    };

/** The training of one model: what it learns from and how far it is. Whether it waits, runs or has ended is said by its job. */
@Entity('finetunes')
@Index('finetunes_owner_created', ['ownerId', 'createdAt', 'id'])
@Index('finetunes_created', ['createdAt', 'id'])
@Index('finetunes_job', ['jobId'], { unique: true })
export class FinetuneEntity {
  /** Also the name of its directory. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'finetunes_pkey' })
  id: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'finetunes_owner_fkey' })
  owner?: unknown;

  @Column({ name: 'job_id', type: 'uuid' })
  jobId: string;

  @ManyToOne('JobEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'finetunes_job_fkey' })
  job?: unknown;

  /** The model that becomes of it. */
  @Column({ name: 'model_id', type: 'uuid' })
  modelId: string;

  /** As it was asked for; the model may be renamed. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'jsonb' })
  base: ModelBase;

  @Column({ type: 'jsonb' })
  options: FinetuneOptions;

  @Column({ type: 'jsonb' })
  sources: FinetuneSource[];

  @Column({ name: 'training_set', type: 'jsonb' })
  trainingSet: TrainingSummary;

  @Column({ type: 'jsonb', nullable: true })
  progress: TrainingProgress | null;

  /** On labels that were held back; null until it has ended, and when there were too few to hold any back. */
  @Column({ type: 'jsonb', nullable: true })
  scores: HeldBackScores | null;

  /** Milliseconds, so that a cursor made from a JavaScript date finds its row again. */
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;
}
