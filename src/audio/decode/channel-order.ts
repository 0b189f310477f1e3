/** For each place in the WAV order (front left, front right, centre, LFE, back …) the place in the Vorbis order. */
const FROM_VORBIS: Readonly<Record<number, readonly number[]>> = {
  3: [0, 2, 1],
  5: [0, 2, 1, 3, 4],
  6: [0, 2, 1, 5, 3, 4],
  7: [0, 2, 1, 6, 5, 3, 4],
  8: [0, 2, 1, 7, 5, 6, 3, 4],
};

/** Vorbis and Opus number the loudspeakers differently (Vorbis I specification section 4.3.9); everything here uses the order of WAV. */
export function toWavOrder(channels: Float32Array[]): Float32Array[] {
  return FROM_VORBIS[channels.length]?.map((place) => channels[place]) ?? channels;
}
