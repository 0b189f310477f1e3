import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** One save of a track. Which labels it has is told by theirs. */
@Entity('annotation_versions')
@Index('annotation_versions_author', ['authorId'])
export class AnnotationVersionEntity {
  @PrimaryColumn({ name: 'track_id', type: 'uuid', primaryKeyConstraintName: 'annotation_versions_pkey' })
  trackId: string;

  @ManyToOne('AnnotationTrackEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'track_id', foreignKeyConstraintName: 'annotation_versions_track_fkey' })
  track?: unknown;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'annotation_versions_pkey' })
  number: number;

  @Column({ name: 'label_count', type: 'integer' })
  labelCount: number;

  @Column({ type: 'text', default: '' })
  message: string;

  /** Null when the account is gone. */
  @Column({ name: 'author_id', type: 'uuid', nullable: true })
  authorId: string | null;

  @ManyToOne('UserEntity', { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'annotation_versions_author_fkey' })
  author?: unknown;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;
}
