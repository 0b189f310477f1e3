import { closeSync, openSync } from 'node:fs';
import { decodeAudio } from '../../audio/decode/decode-audio.js';
import type { ComputeTask } from '../../compute/compute-task.js';
import { refusingArguments } from '../view/refuse-arguments.js';
import type { ViewSource } from '../view/view-levels.js';
import { FinestColumns } from './finest-columns.js';
import type { PyramidSettings } from './pyramid-description.js';
import { PyramidWriter } from './pyramid-file.js';
import { PyramidLevels } from './pyramid-levels.js';
import { Quantiser } from './quantise.js';

export interface PyramidTaskInput {
  readonly source: ViewSource;
  readonly settings: PyramidSettings;
  readonly identity: string;
  /** Where to write the file, which exists. */
  readonly path: string;
}

export interface PyramidTaskOutput {
  readonly zooms: number;
  readonly columns: number;
  readonly sizeBytes: number;
}

/** Seconds of audio between two reports. */
const REPORT_SECONDS = 30;

async function build(
  { source, settings, identity, path }: PyramidTaskInput,
  report: (fraction: number) => void,
): Promise<PyramidTaskOutput> {
  const { sampleRateHz, channel, rows, fftLength } = settings;
  const { durationSeconds } = source;
  const descriptor = openSync(path, 'r+');
  try {
    const writer = new PyramidWriter(descriptor);
    const counts = new Float64Array(256);
    const quantiser = new Quantiser(20 * Math.log10(fftLength / 4));
    const levels = new PyramidLevels(rows, quantiser, (tile) => writer.write(tile));
    const bytes = new Uint8Array(rows);
    const finest = new FinestColumns(settings, Math.round(durationSeconds * sampleRateHz), (max, mean) => {
      levels.push(max, mean);
      quantiser.quantise(max, bytes, 0);
      for (const value of bytes) counts[value]++;
    });
    let heard = 0;
    let reported = 0;
    for await (const { channels } of decodeAudio(source, { channel })) {
      finest.push(channels[0]);
      heard += channels[0].length / sampleRateHz;
      if (heard - reported < REPORT_SECONDS) continue;
      reported = heard;
      report(Math.min(1, heard / durationSeconds));
    }
    finest.finish();
    const columns = levels.finish();
    const sizeBytes = writer.finish({ ...settings, identity, durationSeconds, columns, counts: [...counts] });
    return { zooms: columns.length, columns: columns[columns.length - 1], sizeBytes };
  } finally {
    closeSync(descriptor);
  }
}

/** Writes the tiles of all zooms of one channel of a recording, in one pass and bounded memory. */
const pyramidTask: ComputeTask<PyramidTaskInput, PyramidTaskOutput> = (input, context) =>
  refusingArguments(() => build(input, (fraction) => context.report(fraction)));
export default pyramidTask;
