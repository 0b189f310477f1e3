const FIRST_BYTES = 16 * 1024;
const LAST_BYTES = 4 * 1024;
const LONGEST_REASON = 200;

/** What ffmpeg writes to standard error, bounded: the beginning, which describes the file, and the end, which tells what went wrong. */
export class FfmpegLog {
  private first = '';
  private last = '';

  append(text: string): void {
    const room = FIRST_BYTES - this.first.length;
    this.first += text.slice(0, room);
    this.last = (this.last + text.slice(Math.max(0, room))).slice(-LAST_BYTES);
  }

  /** Name of the codec of the first audio stream. */
  get codec(): string | undefined {
    return /Stream #0:\d+[^\n]*?: Audio: (\w+)/.exec(this.first)?.[1];
  }

  /** The demuxer met the end of the file where it should not be. */
  get saysTruncated(): boolean {
    return /partial file|moov atom not found|ended prematurely/i.test(this.first + this.last);
  }

  get saysNoAudio(): boolean {
    return /matches no streams|does not contain any stream/.test(this.first + this.last);
  }

  /** The last complaint, without the file's place on this machine and without addresses. */
  reason(path: string): string {
    const lines = `${this.first}${this.last}`
      .split('\n')
      .map((line) => line.replaceAll(path, 'the file').replaceAll(/\[[^\]]* @ 0x[0-9a-f]+\] ?/g, ''))
      .filter((line) => /error|invalid|fail|cannot|unsupported|not /i.test(line));
    const last = lines
      .at(-1)
      ?.replace(/^(file:|subfile,\S*:)?the file: /, '')
      .trim();
    return (last ?? 'ffmpeg gives no reason').slice(0, LONGEST_REASON).replace(/[.:]$/, '');
  }
}
