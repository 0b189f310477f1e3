import type { EntityManager } from 'typeorm';
import { ConflictError } from '../common/errors/errors.js';
import type { Principal } from '../common/principal/principal.js';
import { updatedRows } from '../jobs/store/updated-rows.js';
import type { ModelEntity } from './entities/model.entity.js';

type NamedModel = Pick<ModelEntity, 'id' | 'name' | 'ownerId'>;

const UNFINISHED = `('queued', 'running', 'waiting')`;
/** Everybody may use an id, but a name is that of the owner's model only in the owner's jobs. */
const ASKS_FOR_MODEL = `status IN ${UNFINISHED}
  AND (lower(trim(model)) = $1::text OR (lower(trim(model)) = $2::text AND owner_id = $3::uuid))`;

/** SQL: whether the job that trains `model` will still do something. */
export const IS_TRAINED_NOW = `EXISTS (SELECT 1 FROM jobs WHERE jobs.id = model.job_id AND jobs.status IN ${UNFINISHED})`;

/** The jobs of these that will still do something. */
export async function unfinishedJobs(manager: EntityManager, jobIds: readonly string[]): Promise<Set<string>> {
  if (jobIds.length === 0) return new Set();
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM jobs WHERE id = ANY($1::uuid[]) AND status IN ${UNFINISHED}`,
    [jobIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * @throws ConflictError when a job that waits or runs needs the model, naming those of the caller: the work of other people is counted,
 * not shown
 */
export async function refuseWhileInUse(manager: EntityManager, model: NamedModel, caller: Principal): Promise<void> {
  const jobs = await manager.query<{ id: string; ownerId: string }[]>(
    `SELECT id, owner_id AS "ownerId" FROM jobs WHERE ${ASKS_FOR_MODEL}
     UNION
     SELECT jobs.id, jobs.owner_id FROM jobs JOIN models ON models.job_id = jobs.id
     WHERE jobs.status IN ${UNFINISHED} AND models.status = 'training' AND (models.id = $1::uuid OR models.base->>'id' = $1::text)
     ORDER BY id`,
    [model.id, model.name, model.ownerId],
  );
  if (jobs.length === 0) return;
  const own = jobs.filter(({ ownerId }) => ownerId === caller.id).map(({ id }) => id);
  const others = jobs.length - own.length;
  const users = [
    ...(own.length === 0 ? [] : [`by ${own.slice(0, 20).join(', ')}${own.length > 20 ? ' and more' : ''}`]),
    ...(others === 0 ? [] : [`by ${others} ${others === 1 ? 'job' : 'jobs'} of other people`]),
  ];
  throw new ConflictError(
    'model-in-use',
    `The model is in use ${users.join(' and ')}; wait until that ends, or cancel it, and delete the model then.`,
  );
}

/** Lets jobs that asked for the model by its name go on under its id: the name may soon be another model's. */
export async function pointJobsAtId(manager: EntityManager, model: NamedModel): Promise<void> {
  // In the order in which heartbeats lock, so that the two cannot wait for each other in a ring.
  await updatedRows(
    manager,
    `UPDATE jobs SET model = $1::text WHERE id IN (SELECT id FROM jobs WHERE ${ASKS_FOR_MODEL} ORDER BY id FOR UPDATE)
     RETURNING id`,
    [model.id, model.name, model.ownerId],
  );
}
