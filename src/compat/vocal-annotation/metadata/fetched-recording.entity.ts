import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** The recording that somebody's client fetched from a URL that metadata name: it is fetched once, and labels posted for the hash id are on it. */
@Entity('compat_fetched_recordings')
@Index('compat_fetched_recordings_recording', ['recordingId'])
export class FetchedRecordingEntity {
  @PrimaryColumn({ name: 'owner_id', type: 'uuid', primaryKeyConstraintName: 'compat_fetched_recordings_pkey' })
  ownerId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'compat_fetched_recordings_owner_fkey' })
  owner?: unknown;

  @PrimaryColumn({
    name: 'url_sha256',
    type: 'char',
    length: 64,
    primaryKeyConstraintName: 'compat_fetched_recordings_pkey',
  })
  urlSha256: string;

  @Column({ name: 'recording_id', type: 'uuid' })
  recordingId: string;

  @ManyToOne('RecordingEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'recording_id', foreignKeyConstraintName: 'compat_fetched_recordings_recording_fkey' })
  recording?: unknown;
}
