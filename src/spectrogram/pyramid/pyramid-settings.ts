import { createHash } from 'node:crypto';
import type { DerivedName } from '../../audio/store/audio-store.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import type { SpectrogramOptions } from '../dto/spectrogram-options.dto.js';
import { defaultFftLength } from '../picture/methods.js';
import type { ViewedRecording } from '../view/resolve-view.js';
import type { PyramidSettings } from './pyramid-description.js';

/** To be raised with every change of what the tiles hold for the same settings. */
const ALGORITHM = 1;
/** Finer columns than this are computed from the samples when somebody looks. */
const MOST_COLUMNS_PER_SECOND = 64;

/** The channel under its one name: without a choice, the only channel of mono recordings or the mean of all. */
export function channelOf(channel: number | null | undefined, channels: number): number | 'mono' {
  if (typeof channel === 'number' && channel >= channels) {
    throw InvalidRequestError.forField('channel', `must be below ${channels}, the number of channels`);
  }
  return channel ?? (channels === 1 ? 0 : 'mono');
}

export const derivedNameOf = (channel: number | 'mono'): DerivedName => `spectrogram-${channel}`;

/** Fills in the defaults and checks what depends on the recording. @throws InvalidRequestError naming the field */
export function pyramidSettings(options: SpectrogramOptions, recording: ViewedRecording): PyramidSettings {
  const { sampleRateHz, channels } = recording;
  const { method, height, nFft, minFrequencyHz: minimumHz } = options;
  const maximumHz = options.maxFrequencyHz ?? sampleRateHz / 2;
  if (maximumHz > sampleRateHz / 2) {
    throw InvalidRequestError.forField(
      'maxFrequencyHz',
      `must be at most ${sampleRateHz / 2}, half of the sample rate`,
    );
  }
  if (minimumHz >= maximumHz) {
    throw InvalidRequestError.forField('minFrequencyHz', `must be below ${maximumHz}, the highest frequency`);
  }
  const fftLength = nFft ?? defaultFftLength(sampleRateHz);
  return {
    ...{ method, sampleRateHz, fftLength, rows: height, minimumHz, maximumHz },
    channel: channelOf(options.channel, channels),
    hopLength: Math.max(fftLength, Math.ceil(sampleRateHz / MOST_COLUMNS_PER_SECOND)),
  };
}

/** @param sha256 of the recording */
export const pyramidIdentity = (settings: PyramidSettings, sha256: string): string =>
  createHash('sha256')
    .update(JSON.stringify([ALGORITHM, sha256, settings]))
    .digest('base64url');
