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
import { bigintAsNumber } from '../../database/bigint-as-number.js';

@Entity('recordings')
@Index('recordings_owner_created', ['ownerId', 'createdAt', 'id'])
@Index('recordings_created', ['createdAt', 'id'])
@Index('recordings_storage_key', ['storageKey'], { unique: true })
export class RecordingEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'recordings_pkey' })
  id: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'recordings_owner_fkey' })
  owner?: unknown;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', default: '' })
  notes: string;

  @Column({ name: 'original_file_name', type: 'text' })
  originalFileName: string;

  @Column({ name: 'content_type', type: 'text' })
  contentType: string;

  @Column({ type: 'text' })
  codec: string;

  @Column({ name: 'size_bytes', type: 'bigint', transformer: bigintAsNumber })
  sizeBytes: number;

  /** Of the bytes as they were uploaded, lower-case hexadecimal. */
  @Column({ type: 'text' })
  sha256: string;

  @Column({ name: 'duration_seconds', type: 'double precision' })
  durationSeconds: number;

  @Column({ name: 'sample_rate_hz', type: 'integer' })
  sampleRateHz: number;

  @Column({ type: 'smallint' })
  channels: number;

  /** Where the audio store keeps the bytes. */
  @Column({ name: 'storage_key', type: 'text' })
  storageKey: string;

  /** Milliseconds, so that a cursor made from a JavaScript date finds its row again. */
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
