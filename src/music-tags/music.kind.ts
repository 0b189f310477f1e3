import type { JobKind } from '../jobs/job-context.js';
import { MusicOptions } from './dto/music-options.dto.js';
import { MusicResult } from './dto/music-result.dto.js';

export const MUSIC_KIND: JobKind<MusicOptions, MusicResult> = {
  kind: 'music',
  description: 'Tempo, times of the beats and key of music.',
  optionsClass: MusicOptions,
  resultClass: MusicResult,
};
