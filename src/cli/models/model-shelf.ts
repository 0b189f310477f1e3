import { type Command } from 'commander';
import { ApplicationError } from '../../common/errors/application-error.js';
import { NotFoundError } from '../../common/errors/errors.js';
import type { Environment } from '../../config/environment.js';
import { loadEnvironment } from '../../config/load-environment.js';
import type { ModelManifest } from '../../inference/model-manifest.js';
import { type InstalledModel, InstalledModels } from '../../models/installed/installed-models.js';
import { MODEL_ALIASES, normaliseModelName } from '../../models/model-names.js';

export interface ShelfOptions {
  readonly dataDir?: string;
}

/** Adds what every command about models takes. */
export const addShelfOptions = (command: Command): Command =>
  command.option('--data-dir <directory>', 'data directory of the server; default: DATA_DIR, else ./data');

/** The settings of a command, where `--data-dir` counts more than `DATA_DIR`. */
export const shelfEnvironment = ({ dataDir }: ShelfOptions): Environment =>
  loadEnvironment({ ...process.env, ROLE: 'all', ...(dataDir !== undefined && { DATA_DIR: dataDir }) });

/** @returns undefined of a model whose manifest cannot be read */
export const manifestOf = ({ manifest }: InstalledModel): ModelManifest | undefined =>
  manifest instanceof ApplicationError ? undefined : manifest;

export const listInstalled = (environment: Environment): Promise<InstalledModel[]> =>
  new InstalledModels(environment).list();

/** @throws NotFoundError listing the names that there are */
export function findInstalled(installed: readonly InstalledModel[], name: string): InstalledModel {
  const wanted = normaliseModelName(name);
  const found = installed.find((model) => [wanted, MODEL_ALIASES.get(wanted)].includes(model.name));
  if (found !== undefined) return found;
  throw new NotFoundError(
    `The model "${name}" (installed: ${installed.map((model) => model.name).join(', ') || 'none'})`,
  );
}
