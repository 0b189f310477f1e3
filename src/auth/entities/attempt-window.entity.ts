import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something that is throttled was tried since its window opened. */
@Entity('attempt_windows')
export class AttemptWindowEntity {
  /** SHA-256 of route, limit and address or account, hexadecimal. */
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'attempt_windows_pkey' })
  key: string;

  @Column({ type: 'integer' })
  attempts: number;

  @Column({ name: 'resets_at', type: 'timestamptz' })
  resetsAt: Date;
}
