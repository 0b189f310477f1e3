import { Injectable } from '@nestjs/common';
import { SpectrogramsService } from '../../../spectrogram/spectrograms.service.js';
import type { PictureOptions } from '../dto/picture-options.dto.js';
import { colorMapOf } from './color-map-of.js';
import { DummyPictures } from './dummy-pictures.js';
import { namingFields } from './naming-fields.js';
import { type DrawnPicture, methodOf, type PicturePart } from './picture-request.js';

/** Height of every picture. */
const BINS = 300;

/** Pictures as the annotation client wants them, with the settings that were in force. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly spectrograms: SpectrogramsService,
    private readonly dummies: DummyPictures,
  ) {}

  /** @throws the signal's reason, InvalidRequestError naming the field of the client's request */
  async draw(part: PicturePart, options: PictureOptions, signal?: AbortSignal): Promise<DrawnPicture> {
    const method = methodOf(options);
    const { recordingId, sampleRateHz, hopLength, columns } = part;
    const request = {
      ...part,
      rows: BINS,
      method: method === 'dummy' ? ('log-mel' as const) : method,
      nFft: options.n_fft,
      binsPerOctave: options.bins_per_octave,
      minFrequencyHz: options.min_frequency,
      maxFrequencyHz: options.max_frequency,
      colorMap: colorMapOf(options.color_map),
    };
    const drawer = method === 'dummy' ? this.dummies : this.spectrograms;
    // Somebody waits for it, also for the overview of a long upload: it must not queue behind jobs.
    const { bytes, settings } = await namingFields(() =>
      drawer.renderClip(recordingId, request, { longestInteractiveSeconds: Infinity, signal }),
    );
    return {
      spec: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      freqs: settings.frequencies.map(Math.round),
      configurations: {
        spec_cal_method: method,
        // What a method does not look at is told as it was sent.
        n_fft: method === 'log-mel' ? settings.nFft : (options.n_fft ?? null),
        bins_per_octave: method === 'constant-q' ? settings.binsPerOctave : (options.bins_per_octave ?? null),
        hop_length: hopLength,
        num_spec_columns: columns,
        sampling_rate: sampleRateHz,
        min_frequency: settings.minFrequencyHz,
        max_frequency: settings.maxFrequencyHz,
      },
    };
  }
}
