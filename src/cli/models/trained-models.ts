import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ApplicationError } from '../../common/errors/application-error.js';
import type { Environment } from '../../config/environment.js';
import { readManifest } from '../../inference/model-directory.js';
import type { ModelTask } from '../../inference/model-manifest.js';
import { isModelId } from '../../models/model-names.js';

/** A model that somebody trained on the server whose data directory this is. */
export interface TrainedModel {
  readonly id: string;
  /** That it had when it was trained: a new name is known to the server's database only. */
  readonly name: string;
  readonly task: ModelTask;
  readonly directory: string;
}

/** Models under `DATA_DIR/models/<id>` for a task, everybody's; those whose `model.json` cannot be read are left out. */
export async function listTrained(
  { DATA_DIR }: Pick<Environment, 'DATA_DIR'>,
  task: ModelTask,
): Promise<TrainedModel[]> {
  const root = resolve(DATA_DIR, 'models');
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    names
      .filter(isModelId)
      .sort()
      .map((id) => read(id, join(root, id))),
  );
  return found.filter((model) => model?.task === task) as TrainedModel[];
}

async function read(id: string, directory: string): Promise<TrainedModel | undefined> {
  try {
    const { name, task } = await readManifest(directory);
    return { id, name, task, directory };
  } catch (error) {
    if (error instanceof ApplicationError) return undefined;
    throw error;
  }
}
