import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A recording that exists for one request. Whoever waits for it says so from time to time; when nobody does, it goes. */
@Entity('transient_recordings')
@Index('transient_recordings_used', ['usedAt'])
export class TransientRecordingEntity {
  @PrimaryColumn({ name: 'recording_id', type: 'uuid', primaryKeyConstraintName: 'transient_recordings_pkey' })
  recordingId: string;

  @ManyToOne('RecordingEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'recording_id', foreignKeyConstraintName: 'transient_recordings_recording_fkey' })
  recording?: unknown;

  @Column({ name: 'used_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  usedAt: Date;
}
