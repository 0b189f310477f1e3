/** How the file is laid out, and with it which decoders understand it. */
export interface AudioFormat {
  readonly contentType: string;
  /** As people call it. */
  readonly name: string;
  /** The one demuxer that ffmpeg may use. */
  readonly demuxer: string;
  /** ffmpeg's seeking ends on the very sample that was asked for (measured; many containers round their times to milliseconds). */
  readonly seeksExactly?: boolean;
  /** What decodes it without ffmpeg. */
  readonly builtIn?: 'wav' | 'aiff' | 'mp3' | 'flac' | 'ogg-flac' | 'vorbis' | 'opus';
}

export const WAV: AudioFormat = { contentType: 'audio/wav', name: 'WAV', demuxer: 'wav', builtIn: 'wav' };
export const W64: AudioFormat = { contentType: 'audio/x-w64', name: 'Wave64', demuxer: 'w64', builtIn: 'wav' };
export const AIFF: AudioFormat = { contentType: 'audio/aiff', name: 'AIFF', demuxer: 'aiff', builtIn: 'aiff' };
export const MP3: AudioFormat = {
  contentType: 'audio/mpeg',
  name: 'MP3',
  demuxer: 'mp3',
  seeksExactly: true,
  builtIn: 'mp3',
};
export const FLAC: AudioFormat = {
  contentType: 'audio/flac',
  name: 'FLAC',
  demuxer: 'flac',
  seeksExactly: true,
  builtIn: 'flac',
};
export const OGG_VORBIS: AudioFormat = {
  contentType: 'audio/ogg',
  name: 'Ogg Vorbis',
  demuxer: 'ogg',
  builtIn: 'vorbis',
};
export const OGG_OPUS: AudioFormat = {
  contentType: 'audio/ogg',
  name: 'Opus',
  demuxer: 'ogg',
  seeksExactly: true,
  builtIn: 'opus',
};
export const OGG_FLAC: AudioFormat = {
  contentType: 'audio/ogg',
  name: 'Ogg FLAC',
  demuxer: 'ogg',
  seeksExactly: true,
  builtIn: 'ogg-flac',
};
export const OGG: AudioFormat = {
  contentType: 'audio/ogg',
  name: 'this kind of Ogg',
  demuxer: 'ogg',
};
export const CAF: AudioFormat = { contentType: 'audio/x-caf', name: 'CAF', demuxer: 'caf', seeksExactly: true };
export const AU: AudioFormat = { contentType: 'audio/basic', name: 'AU', demuxer: 'au', seeksExactly: true };

const mp4 = (contentType: string): AudioFormat => ({ contentType, name: 'MP4', demuxer: 'mov', seeksExactly: true });
const matroska = (contentType: string): AudioFormat => ({ contentType, name: 'Matroska', demuxer: 'matroska' });
const other = (contentType: string, name: string, demuxer: string): AudioFormat => ({ contentType, name, demuxer });

/** By the MIME type that the `file-type` package finds. What is not listed here or above is refused. */
export const FORMATS_BY_MIME: Readonly<Record<string, AudioFormat>> = {
  'audio/mp4': mp4('audio/mp4'),
  'audio/x-m4a': mp4('audio/mp4'),
  'video/mp4': mp4('video/mp4'),
  'video/x-m4v': mp4('video/mp4'),
  'video/quicktime': mp4('video/quicktime'),
  'video/3gpp': mp4('video/3gpp'),
  'video/3gpp2': mp4('video/3gpp2'),
  'video/webm': matroska('video/webm'),
  'video/matroska': matroska('video/matroska'),
  'audio/aac': { ...other('audio/aac', 'AAC', 'aac'), seeksExactly: true },
  'audio/amr': other('audio/amr', 'AMR', 'amr'),
  'audio/ape': other('audio/ape', "Monkey's Audio", 'ape'),
  'audio/wavpack': { ...other('audio/wavpack', 'WavPack', 'wv'), seeksExactly: true },
  'audio/x-dsf': other('audio/x-dsf', 'DSF', 'dsf'),
  'audio/x-ms-asf': other('audio/x-ms-wma', 'WMA', 'asf'),
  'video/x-ms-asf': other('video/x-ms-wmv', 'WMV', 'asf'),
  'audio/vnd.dolby.dd-raw': other('audio/ac3', 'AC-3', 'ac3'),
  'video/vnd.avi': other('video/vnd.avi', 'AVI', 'avi'),
  'video/x-flv': other('video/x-flv', 'FLV', 'flv'),
  'video/mp2t': other('video/mp2t', 'MPEG transport stream', 'mpegts'),
  'video/mpeg': other('video/mpeg', 'MPEG', 'mpeg'),
  'video/MP2P': other('video/mpeg', 'MPEG', 'mpeg'),
  'video/MP1S': other('video/mpeg', 'MPEG', 'mpeg'),
};
