import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ConflictError, NotFoundError } from '../../common/errors/errors.js';
import type { Environment } from '../../config/environment.js';
import { rankModels } from '../../inference/catalogue/ranking.js';
import { MANIFEST_FILE } from '../../inference/model-manifest.js';
import { type InstalledModel, InstalledModels } from '../../models/installed/installed-models.js';
import { normaliseModelName } from '../../models/model-names.js';
import { listTrained, type TrainedModel } from './trained-models.js';

const TASK = 'segmentation';
/** What runs where no model is named. */
export const DEFAULT_SEGMENTER = 'segmenter-base';
/** Models that scripts around WhisperSeg name, also as paths of the Hugging Face hub. */
const STAND_INS = /^whisperseg-(base|large)(-animal-vad)?(-ct2)?$|^whisperseg-animal-vad(-ct2)?$/;

/**
 * The directory of a segmenter: a path of a directory with a `model.json`, the name of one that is installed in the data directory or comes
 * with Earshot, or the id or the name of one that was trained there.
 * @param environment of the server whose models these are; asked for where it is no path
 * @param tell is given a sentence where another model stands in for the one that was named
 * @throws NotFoundError listing the names that there are, ConflictError when the name is that of several people's models
 */
export async function findSegmenter(
  pathOrName: string,
  environment: () => Environment,
  tell: (sentence: string) => void,
): Promise<string> {
  if (existsSync(join(pathOrName, MANIFEST_FILE))) return resolve(pathOrName);
  const settings = environment();
  const installed = rankModels(TASK, await new InstalledModels(settings).list(TASK));
  const trained = await listTrained(settings, TASK);
  const called = (name: string): string | undefined =>
    installed.find((model) => model.name === name)?.directory ?? findTrained(name, trained);
  const found = called(normaliseModelName(pathOrName));
  if (found !== undefined) return found;
  const standIn = STAND_INS.test(normaliseModelName(basename(pathOrName))) ? called(DEFAULT_SEGMENTER) : undefined;
  if (standIn === undefined) throw new NotFoundError(describeMissing(pathOrName, settings, installed, trained));
  tell(`${pathOrName} is not installed; ${DEFAULT_SEGMENTER} stands in for it.`);
  return standIn;
}

/** @throws ConflictError when several have the name */
function findTrained(nameOrId: string, trained: readonly TrainedModel[]): string | undefined {
  const found = trained.filter(({ id, name }) => id === nameOrId || name === nameOrId);
  if (found.length < 2) return found.at(0)?.directory;
  const ids = found.map(({ id }) => id).join(', ');
  throw new ConflictError(
    'model-ambiguous',
    `Several people trained a model "${nameOrId}"; name it by its id: ${ids}.`,
  );
}

function describeMissing(
  pathOrName: string,
  { DATA_DIR }: Environment,
  installed: readonly InstalledModel[],
  trained: readonly TrainedModel[],
): string {
  const names = (models: readonly { readonly name: string }[]): string =>
    models.map(({ name }) => name).join(', ') || 'none';
  return (
    `The model "${pathOrName}" (a directory with ${MANIFEST_FILE}, or a name; installed: ${names(installed)}; ` +
    `trained: ${names(trained)}; data directory: ${resolve(DATA_DIR)})`
  );
}
