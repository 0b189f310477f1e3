import type { DetectedFormat } from '../format/detect-format.js';

/** Largest single piece of memory that ffmpeg may ask for, bytes. */
const MAX_ALLOCATION = 512 * 1024 * 1024;
/** Processor time after which the operating system ends it, seconds. */
const MAX_CPU_SECONDS = 4 * 3600;

/** Codecs that use earlier frames need a run-up. */
const RUN_UP_SECONDS = 2;

export interface FfmpegJob {
  readonly detected: DetectedFormat;
  /** A whole number: a sample lies there at every rate. */
  readonly startSecond: number;
  readonly maxDurationSeconds?: number;
}

/** Second from which ffmpeg decodes; what it gives before the one that is wanted is dropped. */
export function seekSecond({ detected, startSecond }: FfmpegJob): number {
  return detected.format.seeksExactly === true ? Math.max(0, startSecond - RUN_UP_SECONDS) : 0;
}

/**
 * Arguments that decode the first audio stream of one local file to 32-bit float WAV on standard output. The file's content cannot
 * make ffmpeg open anything else: one demuxer is forced, and of the protocols only local files are allowed.
 */
export function ffmpegArguments(job: FfmpegJob): string[] {
  const { detected, maxDurationSeconds } = job;
  const { bytes, format } = detected;
  const from = seekSecond(job);
  const { offset, path } = bytes;
  const input = offset === 0 ? `file:${path}` : `subfile,,start,${offset},end,${offset + bytes.size},,:file:${path}`;
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'info'],
    ...['-max_alloc', `${MAX_ALLOCATION}`, '-timelimit', `${MAX_CPU_SECONDS}`],
    ...['-protocol_whitelist', 'file,subfile', '-format_whitelist', format.demuxer],
    ...['-threads', '1', '-f', format.demuxer],
    ...(from > 0 ? ['-ss', `${from}`] : []),
    ...['-i', input, '-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-bitexact'],
    ...(maxDurationSeconds === undefined ? [] : ['-t', `${maxDurationSeconds + 1}`]),
    ...['-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'],
  ];
}
