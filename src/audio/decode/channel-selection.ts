import { NoSuchChannelError } from '../audio-errors.js';
import type { DecodeOptions } from '../audio-source.js';

type Select = (channels: Float32Array[]) => Float32Array[];

function average(channels: readonly Float32Array[]): Float32Array {
  const mono = new Float32Array(channels[0].length);
  for (const samples of channels) {
    for (let index = 0; index < mono.length; index++) mono[index] += samples[index];
  }
  for (let index = 0; index < mono.length; index++) mono[index] /= channels.length;
  return mono;
}

/** How blocks of `channels` channels become what was asked for. @throws NoSuchChannelError */
export function channelSelection(choice: DecodeOptions['channel'], channels: number): Select {
  if (choice === undefined || choice === 'all') return (block) => block;
  if (choice === 'mono') return channels === 1 ? (block) => block : (block) => [average(block)];
  if (!Number.isInteger(choice) || choice < 0 || choice >= channels) throw new NoSuchChannelError(choice, channels);
  return (block) => [block[choice]];
}
