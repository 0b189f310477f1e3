import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';

/** The tables that jobs refer to, as far as jobs need them: tests of the job engine do without the features. */
@Entity('users')
export class UserEntity {
  @PrimaryColumn('uuid')
  id: string;
}

@Entity('recordings')
export class RecordingEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;
}

export async function addOwner(dataSource: DataSource, id: string): Promise<string> {
  await dataSource.query('INSERT INTO users (id) VALUES ($1)', [id]);
  return id;
}
