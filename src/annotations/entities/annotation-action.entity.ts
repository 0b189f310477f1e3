import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

/** Something that a person did while labelling. */
@Entity('annotation_actions')
@Index('annotation_actions_user_time', ['userId', 'happenedAt', 'seq'])
@Index('annotation_actions_recording', ['recordingId'])
export class AnnotationActionEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint', primaryKeyConstraintName: 'annotation_actions_pkey' })
  seq: string;

  @Column({ name: 'user_id', type: 'uuid' })
  userId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'annotation_actions_user_fkey' })
  user?: unknown;

  @Column({ name: 'recording_id', type: 'uuid', nullable: true })
  recordingId: string | null;

  @ManyToOne('RecordingEntity', { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'recording_id', foreignKeyConstraintName: 'annotation_actions_recording_fkey' })
  recording?: unknown;

  /** What was labelled, by the name that a client of another system has for it. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  subject: string | null;

  @Column({ type: 'text' })
  action: string;

  @Column({ name: 'happened_at', type: 'timestamptz', precision: 3 })
  happenedAt: Date;

  @Column({ name: 'screen_width', type: 'integer', nullable: true })
  screenWidth: number | null;

  @Column({ name: 'screen_height', type: 'integer', nullable: true })
  screenHeight: number | null;
}
