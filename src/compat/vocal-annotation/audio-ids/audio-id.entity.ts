import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

/** The name under which the annotation client knows one channel of a recording. It belongs to the owner of the recording. */
@Entity('compat_audio_ids')
@Index('compat_audio_ids_recording', ['recordingId'])
@Index('compat_audio_ids_last_used', ['lastUsedAt'])
export class AudioIdEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'compat_audio_ids_pkey' })
  id: string;

  @Column({ name: 'recording_id', type: 'uuid' })
  recordingId: string;

  @ManyToOne('RecordingEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'recording_id', foreignKeyConstraintName: 'compat_audio_ids_recording_fkey' })
  recording?: unknown;

  /** 0-based. */
  @Column({ type: 'smallint' })
  channel: number;

  /** Of pictures for which no rate is asked: what the upload asked for, else the recording's own. */
  @Column({ name: 'sample_rate_hz', type: 'integer' })
  sampleRateHz: number;

  @Column({ name: 'last_used_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  lastUsedAt: Date;

  /** A client said that it is done with the id. Another one may not be: using the id takes it back. */
  @Column({ type: 'boolean', default: false })
  released: boolean;
}
