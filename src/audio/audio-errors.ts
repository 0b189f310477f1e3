import { UnavailableError, UnprocessableError } from '../common/errors/errors.js';
import { HIGHEST_SAMPLE_RATE_HZ, LOWEST_SAMPLE_RATE_HZ, MOST_CHANNELS } from './audio-limits.js';

/** The content is no audio or video file that Earshot knows, whatever its name says. */
export class UnsupportedAudioTypeError extends UnprocessableError {
  constructor(found?: string) {
    super(
      'unsupported-audio-type',
      `The content is not audio${found === undefined ? '' : ` but ${found}`}. Send WAV, MP3, FLAC, Ogg, Opus, AAC, M4A, AIFF or a video with sound.`,
    );
  }
}

/** There are no bytes, or no samples in them. */
export class EmptyAudioError extends UnprocessableError {
  constructor(message = 'The file is empty.') {
    super('audio-empty', message);
  }
}

/** The file ends before what it announces. */
export class TruncatedAudioError extends UnprocessableError {
  constructor(message: string) {
    super('audio-truncated', `The file is cut off: ${message}. Send the complete file.`);
  }
}

export class UndecodableAudioError extends UnprocessableError {
  constructor(reason: string) {
    super('audio-undecodable', `The audio cannot be decoded: ${reason}.`);
  }
}

export class AudioTooLongError extends UnprocessableError {
  constructor(maxDurationSeconds: number) {
    super('audio-too-long', `The audio is longer than the limit of ${maxDurationSeconds} seconds.`);
  }
}

/** A sample rate or a number of channels outside the limits. */
export class AudioParameterError extends UnprocessableError {
  constructor(message: string) {
    super('audio-bad-parameters', message);
  }
}

export class NoSuchChannelError extends UnprocessableError {
  constructor(channel: number, channels: number) {
    super('audio-no-such-channel', `There is no channel ${channel}; the audio has channels 0 to ${channels - 1}.`);
  }
}

/** A recording holds frequencies up to half of its rate, and a model hears those up to half of its own. */
export class MinFrequencyTooHighError extends UnprocessableError {
  /** @param what reaches to `highestHz`, as `this recording` */
  constructor(minFrequencyHz: number, highestHz: number, what: string) {
    super(
      'min-frequency-too-high',
      `Nothing is left above a minimum frequency of ${minFrequencyHz} Hz: ${what} to ${highestHz} Hz. Choose a lower one.`,
    );
  }
}

/** The format is known, but nothing on this server can decode it. */
export class DecoderMissingError extends UnprocessableError {
  constructor(format: string) {
    super(
      'audio-decoder-missing',
      `Decoding ${format} needs ffmpeg, which this server does not have. Install ffmpeg or set FFMPEG_PATH; ` +
        'WAV, AIFF, MP3, FLAC, Ogg Vorbis and Opus work without it.',
    );
  }
}

/** @throws AudioParameterError naming the limit */
export function checkAudioParameters(sampleRateHz: number, channels: number): void {
  if (!(sampleRateHz >= LOWEST_SAMPLE_RATE_HZ && sampleRateHz <= HIGHEST_SAMPLE_RATE_HZ)) {
    throw new AudioParameterError(
      `The sample rate of ${sampleRateHz} Hz is outside the limits of ${LOWEST_SAMPLE_RATE_HZ} to ${HIGHEST_SAMPLE_RATE_HZ} Hz.`,
    );
  }
  if (!(channels >= 1 && channels <= MOST_CHANNELS)) {
    throw new AudioParameterError(`${channels} channels are outside the limits of 1 to ${MOST_CHANNELS}.`);
  }
}

/** The decoder was ended from outside, as when the whole server stops: it says nothing about the audio, and the next try may succeed. */
export class DecoderInterruptedError extends UnavailableError {
  constructor() {
    super('decoder-interrupted', 'Decoding was interrupted because the server is stopping; try again.', 5);
  }
}
