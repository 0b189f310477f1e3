import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/**
 * A label as it was in the versions `fromVersion` ≤ v < `untilVersion`. A version that changes three labels of a thousand writes three rows,
 * and every version can still be read.
 */
@Entity('annotation_labels')
@Index('annotation_labels_onset', ['trackId', 'onsetSeconds', 'id'])
@Index('annotation_labels_newest', ['trackId', 'id'], { unique: true, where: '"until_version" IS NULL' })
export class AnnotationLabelEntity {
  @PrimaryColumn({ name: 'track_id', type: 'uuid', primaryKeyConstraintName: 'annotation_labels_pkey' })
  trackId: string;

  @ManyToOne('AnnotationTrackEntity', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'track_id', foreignKeyConstraintName: 'annotation_labels_track_fkey' })
  track?: unknown;

  /** Stays the same when the label changes. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'annotation_labels_pkey' })
  id: string;

  @PrimaryColumn({ name: 'from_version', type: 'integer', primaryKeyConstraintName: 'annotation_labels_pkey' })
  fromVersion: number;

  /** Null while the newest version has it. */
  @Column({ name: 'until_version', type: 'integer', nullable: true })
  untilVersion: number | null;

  @Column({ name: 'onset_seconds', type: 'double precision' })
  onsetSeconds: number;

  @Column({ name: 'offset_seconds', type: 'double precision' })
  offsetSeconds: number;

  @Column({ name: 'low_frequency_hz', type: 'double precision', nullable: true })
  lowFrequencyHz: number | null;

  @Column({ name: 'high_frequency_hz', type: 'double precision', nullable: true })
  highFrequencyHz: number | null;

  @Column({ type: 'smallint' })
  channel: number;

  @Column({ type: 'text' })
  species: string;

  @Column({ type: 'text' })
  individual: string;

  @Column({ type: 'text' })
  cluster: string;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'double precision', nullable: true })
  confidence: number | null;

  @Column({ name: 'model_name', type: 'text', nullable: true })
  modelName: string | null;

  @Column({ name: 'model_version', type: 'text', nullable: true })
  modelVersion: string | null;
}
