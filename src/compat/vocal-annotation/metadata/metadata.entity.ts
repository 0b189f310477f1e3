import { Column, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { MetadataFields } from './metadata.dto.js';

/** What the annotation client is told about the hash id in its address: which audio to open, and how to show it. */
@Entity('compat_metadata')
@Index('compat_metadata_url', ['urlSha256'])
export class MetadataEntity {
  @PrimaryColumn({ name: 'hash_id', type: 'varchar', length: 200, primaryKeyConstraintName: 'compat_metadata_pkey' })
  hashId: string;

  /** The record that the client asks for with `user_profile: true`. */
  @PrimaryColumn({ name: 'user_profile', type: 'boolean', primaryKeyConstraintName: 'compat_metadata_pkey' })
  userProfile: boolean;

  @Column({ type: 'jsonb' })
  content: MetadataFields;

  /** Of the URL in it. */
  @Column({ name: 'url_sha256', type: 'char', length: 64, nullable: true })
  urlSha256: string | null;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
