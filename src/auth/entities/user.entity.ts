import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Generated,
  Index,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
} from 'typeorm';
import type { UserRole } from '../../common/principal/principal.js';

/** An account. Rows of other features that belong to it go with it: their foreign keys say ON DELETE CASCADE. */
@Entity('users')
@Check('users_role', `role IN ('admin', 'user')`)
@Index('users_email', ['email'], { unique: true })
@Index('users_username', ['username'], { unique: true })
@Index('users_number', ['number'], { unique: true })
@Index('users_newest_first', ['createdAt', 'id'])
export class UserEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id: string;

  /** By which clients that know integers name the account. */
  @Column({ type: 'integer' })
  @Generated('increment')
  number: number;

  /** As `normalizeEmail` leaves it, so that upper and lower case are one account. Null of those who registered with a user name alone. */
  @Column({ type: 'varchar', length: 254, nullable: true })
  email: string | null;

  /** Upper and lower case are different names. Null of those who log in with their email. */
  @Column({ type: 'varchar', length: 150, nullable: true })
  username: string | null;

  @Column({ name: 'display_name', type: 'varchar', length: 100, nullable: true })
  displayName: string | null;

  /** Argon2id in PHC format. */
  @Column({ name: 'password_hash', type: 'varchar', length: 255 })
  passwordHash: string;

  @Column({ type: 'varchar', length: 10 })
  role: UserRole;

  /** Made by the server for itself: nobody logs in with it. */
  @Column({ name: 'built_in', type: 'boolean', default: false })
  builtIn: boolean;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}
