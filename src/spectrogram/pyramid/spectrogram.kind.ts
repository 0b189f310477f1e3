import type { JobKind } from '../../jobs/job-context.js';
import { SpectrogramOptions } from '../dto/spectrogram-options.dto.js';
import { SpectrogramResult } from '../dto/spectrogram-result.dto.js';

export const SPECTROGRAM_KIND: JobKind<SpectrogramOptions, SpectrogramResult> = {
  kind: 'spectrogram',
  description: 'Tiles of a spectrogram in all zooms, so that recordings of any length scroll.',
  optionsClass: SpectrogramOptions,
  resultClass: SpectrogramResult,
  timeoutSeconds: 4 * 3600,
};
