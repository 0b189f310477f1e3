import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { UserEntity } from './user.entity.js';

/** A token that a user made for a program. The token itself is shown once and kept nowhere. */
@Entity('api_tokens')
@Index('api_tokens_hash', ['tokenHash'], { unique: true })
@Index('api_tokens_login', ['userId'], { unique: true, where: 'from_login' })
@Index('api_tokens_newest_first', ['userId', 'createdAt', 'id'])
export class ApiTokenEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'api_tokens_pkey' })
  id: string;

  @Column({ name: 'user_id', type: 'uuid' })
  userId: string;

  @ManyToOne('UserEntity', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'api_tokens_user_fkey' })
  user: UserEntity;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** First characters of the token, by which its owner tells it from others. */
  @Column({ type: 'varchar', length: 16 })
  prefix: string;

  /** SHA-256 of the token, hexadecimal. */
  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash: string;

  /** The one that every login with a user name answers; see `LoginTokensService`. */
  @Column({ name: 'from_login', type: 'boolean', default: false })
  fromLogin: boolean;

  /** To the minute. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;
}
