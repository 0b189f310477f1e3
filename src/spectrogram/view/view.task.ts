import type { ComputeTask } from '../../compute/compute-task.js';
import { moving } from '../../compute/moving.js';
import { encodePicture } from '../picture/encode-picture.js';
import { toGrey, usualRange } from '../picture/intensity.js';
import { encodeNpy } from '../picture/npy.js';
import { paint } from '../picture/paint.js';
import { excerptLevels, type PyramidExcerpt } from '../pyramid/pyramid-excerpt.js';
import { refusingArguments } from './refuse-arguments.js';
import { encodeViewJson } from './view-json.js';
import { type ViewLevels, viewLevels, type ViewSource } from './view-levels.js';
import type { ViewOutput, ViewSettings } from './view-settings.js';

export interface ViewTaskInput {
  readonly source: ViewSource;
  readonly settings: ViewSettings;
  readonly output: ViewOutput;
  /** Tiles that show the same; without them the samples are decoded. */
  readonly excerpt?: PyramidExcerpt;
}

/** Bytes of an image, NumPy or JSON file. */
export type ViewTaskOutput = Uint8Array<ArrayBuffer>;

/** Row after row instead of column after column. */
function rowByRow(levels: Float32Array, rows: number): Float32Array {
  const columns = levels.length / rows;
  return levels.map((_, index) => levels[(index % columns) * rows + Math.floor(index / columns)]);
}

async function encode(
  { levels, compared, loudestDb }: ViewLevels,
  { settings, output }: ViewTaskInput,
): Promise<ViewTaskOutput> {
  const { rows, columns } = settings;
  if (!('range' in output)) {
    return output.format === 'npy'
      ? encodeNpy(rowByRow(levels, rows), rows, columns)
      : encodeViewJson(levels, loudestDb, settings);
  }
  const { range } = output;
  const relative = range && { lowest: range.lowest - loudestDb, highest: range.highest - loudestDb };
  return encodePicture(paint(toGrey(levels, relative ?? usualRange(compared)), rows, output), output.format);
}

const levelsOf = ({ source, settings, excerpt }: ViewTaskInput): ViewLevels | Promise<ViewLevels> =>
  excerpt === undefined ? viewLevels(source, settings) : excerptLevels(excerpt, settings);

/** Computes a view of a recording and encodes it. */
const viewTask: ComputeTask<ViewTaskInput, ViewTaskOutput> = async (input) =>
  moving(await refusingArguments(async () => encode(await levelsOf(input), input)));
export default viewTask;
