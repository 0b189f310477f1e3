import { Resampler } from '../../dsp/resampling/resample.js';
import { checkAudioParameters } from '../audio-errors.js';
import type { AudioBlock, AudioSource, DecodeOptions } from '../audio-source.js';
import { channelSelection } from './channel-selection.js';
import { checked, openAudio } from './open-audio.js';
import type { PcmStream } from './pcm-stream.js';

/** Decoding starts so much earlier than asked for that the resampling filter has its past. */
const FILTER_RUN_UP_SECONDS = 1;

/** Longer parts are decoded faster by a program of their own. */
const LONGEST_PART_SECONDS = 60;

async function* resampled(
  blocks: PcmStream['blocks'],
  fromHz: number,
  toHz: number,
  select: (block: Float32Array[]) => Float32Array[],
): PcmStream['blocks'] {
  let resampler: Resampler | undefined;
  for await (const block of blocks) {
    const selected = select(block);
    if (fromHz === toHz) {
      yield selected;
      continue;
    }
    resampler ??= new Resampler({ fromHz, toHz, channels: selected.length });
    yield resampler.push(selected);
  }
  if (resampler !== undefined) yield resampler.flush();
}

/**
 * Decodes a file, or a part of it, block by block; memory does not grow with its length. A part is exactly what the same samples of the
 * whole are, at any output rate: sample m of the output stands at m / sampleRateHz seconds of the recording, and the part holds the
 * samples round(start · rate) up to, not including, round((start + duration) · rate), as far as there are any.
 *
 * (AAC may contain noise that the decoder makes up, differently after a seek.)
 *
 * Not-a-number samples become 0, infinite ones ±1. Runs on compute threads: reading blocks.
 * @throws EmptyAudioError, UnsupportedAudioTypeError, TruncatedAudioError, UndecodableAudioError, AudioParameterError, AudioTooLongError,
 *   NoSuchChannelError, DecoderMissingError
 */
export async function* decodeAudio(
  source: AudioSource,
  options: DecodeOptions = {},
): AsyncGenerator<AudioBlock, void, undefined> {
  const { startSeconds = 0, maxDurationSeconds, wholeSeconds = Infinity } = options;
  const durationSeconds = Math.min(options.durationSeconds ?? Infinity, wholeSeconds - startSeconds);
  const isPart = options.wholeSeconds !== undefined && durationSeconds <= LONGEST_PART_SECONDS;
  const startSecond = Math.max(0, Math.floor(startSeconds) - FILTER_RUN_UP_SECONDS);
  const audio = await openAudio(source, { startSecond, maxDurationSeconds, isPart });
  try {
    const sampleRateHz = options.sampleRateHz ?? audio.sampleRateHz;
    checkAudioParameters(sampleRateHz, audio.channels);
    const select = channelSelection(options.channel, audio.channels);
    const from = Math.round(startSeconds * sampleRateHz);
    const to = Math.round((startSeconds + durationSeconds) * sampleRateHz);
    const blocks = resampled(checked(audio, startSecond, maxDurationSeconds), audio.sampleRateHz, sampleRateHz, select);
    let position = startSecond * sampleRateHz;
    for await (const block of blocks) {
      const start = Math.max(0, from - position);
      const end = Math.min(block[0].length, to - position);
      position += block[0].length;
      if (start < end) yield { channels: block.map((samples) => samples.subarray(start, end)), sampleRateHz };
      if (position >= to) return;
    }
  } finally {
    await audio.close();
  }
}
