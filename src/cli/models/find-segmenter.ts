import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NotFoundError } from '../../common/errors/errors.js';
import { MANIFEST_FILE, MODEL_NAME } from '../../inference/model-manifest.js';
import { PACKAGE_ROOT } from '../../config/package-root.js';

const BUNDLED = join(PACKAGE_ROOT, 'models', 'segmentation');
/** What runs where no model is named. */
export const DEFAULT_SEGMENTER = 'segmenter-base';
/** Models that scripts around WhisperSeg name, also as paths of the Hugging Face hub. */
const STAND_INS = /^whisperseg-(base|large)(-animal-vad)?(-ct2)?$|^whisperseg-animal-vad(-ct2)?$/i;

/**
 * The directory of a segmenter: a path of a directory with a `model.json`, or the name of one that comes with Earshot.
 * @param tell is given a sentence where another model stands in for the one that was named
 * @throws NotFoundError listing the names that there are
 */
export function findSegmenter(pathOrName: string, tell: (sentence: string) => void): string {
  if (existsSync(join(pathOrName, MANIFEST_FILE))) return resolve(pathOrName);
  const name = MODEL_NAME.test(pathOrName) ? pathOrName : basename(pathOrName);
  if (isBundled(pathOrName)) return join(BUNDLED, pathOrName);
  if (STAND_INS.test(name) && isBundled(DEFAULT_SEGMENTER)) {
    tell(`${pathOrName} is not installed; ${DEFAULT_SEGMENTER} stands in for it.`);
    return join(BUNDLED, DEFAULT_SEGMENTER);
  }
  const names = existsSync(BUNDLED) ? readdirSync(BUNDLED).filter(isBundled) : [];
  const hint = names.length === 0 ? 'none is bundled' : `bundled: ${names.join(', ')}`;
  throw new NotFoundError(`The model "${pathOrName}" (a directory with ${MANIFEST_FILE}, or a name; ${hint})`);
}

const isBundled = (name: string): boolean => MODEL_NAME.test(name) && existsSync(join(BUNDLED, name, MANIFEST_FILE));
