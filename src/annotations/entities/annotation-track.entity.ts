import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
} from 'typeorm';

@Entity('annotation_tracks')
@Index('annotation_tracks_recording_name', ['recordingId', 'name'], { unique: true })
export class AnnotationTrackEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'annotation_tracks_pkey' })
  id: string;

  @Column({ name: 'recording_id', type: 'uuid' })
  recordingId: string;

  @ManyToOne('RecordingEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'recording_id', foreignKeyConstraintName: 'annotation_tracks_recording_fkey' })
  recording?: unknown;

  @Column({ type: 'text' })
  name: string;

  /** Number of the newest version; 0 before the first save. */
  @Column({ type: 'integer', default: 0 })
  version: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
