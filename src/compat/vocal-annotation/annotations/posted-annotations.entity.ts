import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** One post of the annotation client, word for word: what it asks for when the same hash id is opened again. Every post is a version. */
@Entity('compat_posted_annotations')
export class PostedAnnotationsEntity {
  @PrimaryColumn({ name: 'owner_id', type: 'uuid', primaryKeyConstraintName: 'compat_posted_annotations_pkey' })
  ownerId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'compat_posted_annotations_owner_fkey' })
  owner?: unknown;

  @PrimaryColumn({
    name: 'hash_id',
    type: 'varchar',
    length: 200,
    primaryKeyConstraintName: 'compat_posted_annotations_pkey',
  })
  hashId: string;

  /** When it was posted; later than the version before. */
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'compat_posted_annotations_pkey' })
  version: Date;

  /** A JSON array. */
  @Column({ type: 'text' })
  annotations: string;
}
