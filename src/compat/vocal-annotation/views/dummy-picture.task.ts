import { decodeAudio } from '../../../audio/decode/decode-audio.js';
import type { ComputeTask } from '../../../compute/compute-task.js';
import { moving } from '../../../compute/moving.js';
import type { ColorMapName } from '../../../spectrogram/picture/color-maps.js';
import { encodePicture } from '../../../spectrogram/picture/encode-picture.js';
import { usualRange } from '../../../spectrogram/picture/intensity.js';
import { paint } from '../../../spectrogram/picture/paint.js';
import { viewLevels, type ViewSource } from '../../../spectrogram/view/view-levels.js';
import type { ViewSettings } from '../../../spectrogram/view/view-settings.js';
import { dummyPicture } from './dummy-picture.js';
import { SoundingColumns } from './sounding-columns.js';

export interface DummyPictureInput {
  readonly source: ViewSource;
  readonly settings: ViewSettings;
  readonly colorMap: ColorMapName;
}

async function soundingColumns({ source, settings }: DummyPictureInput): Promise<boolean[]> {
  const { sampleRateHz, startSample, hopLength, columns, fftLength } = settings;
  const sounding = new SoundingColumns(columns, hopLength, Math.floor(fftLength / 2));
  const part = { startSeconds: startSample / sampleRateHz, durationSeconds: (hopLength * columns) / sampleRateHz };
  if (part.startSeconds >= source.durationSeconds) return sounding.columns;
  for await (const block of decodeAudio(source, { sampleRateHz, channel: settings.channel, ...part })) {
    sounding.push(block.channels[0]);
  }
  return sounding.columns;
}

/** Draws the truth picture of the client's test mode. */
const dummyPictureTask: ComputeTask<DummyPictureInput, Uint8Array> = async (input) => {
  const { levels } = await viewLevels(input.source, input.settings);
  const { lowest, highest } = usualRange(levels);
  const span = Math.max(highest - lowest, 1e-12);
  const normalised = levels.map((level) => Math.max(0, Math.min(1, (level - lowest) / span)));
  const grey = dummyPicture(normalised, input.settings.rows, await soundingColumns(input));
  const picture = paint(grey, input.settings.rows, { colorMap: input.colorMap, brightness: 1, contrast: 1 });
  return moving(await encodePicture(picture, 'jpeg'));
};
export default dummyPictureTask;
