const TIME = /^(?:(\d{1,4}):)?(\d{1,5}):(\d{1,2}(?:\.\d{1,9})?)$/;

/** `m:ss.mmm`, from an hour on `h:mm:ss.mmm`. */
export function toClockTime(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/**
 * Seconds of such a time; `undefined` when it is none. One program that writes them counts the minutes on beyond 59 although it names the
 * hours, too (1:75:03.200 for 75 minutes): where both agree, the minutes are taken.
 */
export function fromClockTime(text: string): number | undefined {
  const match = TIME.exec(text.trim());
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1] ?? 0), Number(match[2]), Number(match[3])];
  if (seconds >= 60) return undefined;
  if (match[1] === undefined || minutes < 60) return (hours * 60 + minutes) * 60 + seconds;
  return Math.floor(minutes / 60) === hours ? minutes * 60 + seconds : undefined;
}
