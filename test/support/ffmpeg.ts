import { findFfmpeg } from '../../src/audio/decode/find-ffmpeg.js';

export interface DecodingWay {
  readonly way: string;
  readonly ffmpegPath: string | null;
}

/** Where ffmpeg is, or null: then it says which tests are left out. */
export function ffmpegOrSayWhatIsSkipped(what: string): string | null {
  const path = findFfmpeg(process.env.FFMPEG_PATH);
  if (path === null) process.stderr.write(`There is no ffmpeg on this machine; skipped: ${what}\n`);
  return path;
}

/** The ways of decoding that this machine has, for `describe.each`. */
export function decodingWays(what: string): DecodingWay[] {
  const ffmpegPath = ffmpegOrSayWhatIsSkipped(`${what} with ffmpeg`);
  const builtIn: DecodingWay = { way: 'without ffmpeg', ffmpegPath: null };
  return ffmpegPath === null ? [builtIn] : [{ way: 'with ffmpeg', ffmpegPath }, builtIn];
}
