import { MinFrequencyTooHighError, NoSuchChannelError } from '../../audio/audio-errors.js';
import type { HearingOptions } from '../dto/segmentation-options.dto.js';
import type { SegmenterSettings } from '../network/segmenter-settings.js';
import { settingsInForce } from './settings-in-force.js';

/**
 * Whether a recording can be heard as somebody asks, as far as its measures tell.
 * @throws NoSuchChannelError, MinFrequencyTooHighError
 */
export function checkHearing(
  settings: SegmenterSettings,
  options: HearingOptions,
  { sampleRateHz, channels }: { readonly sampleRateHz: number; readonly channels: number },
): void {
  const { channel = 0, minFrequencyHz = 0 } = options;
  if (channel >= channels) throw new NoSuchChannelError(channel, channels);
  if (minFrequencyHz >= sampleRateHz / 2) {
    throw new MinFrequencyTooHighError(minFrequencyHz, sampleRateHz / 2, 'the recording reaches');
  }
  settingsInForce(settings, options, sampleRateHz);
}
