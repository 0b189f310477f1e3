/**
 * A time as subtitles write it. It is rounded to whole milliseconds before it is cut into hours, minutes and seconds, so nothing is carried wrongly.
 * @param seconds 0 or more @param point between seconds and milliseconds
 * @returns as `00:01:02.345`; more digits of hours where there are 100 or more
 */
export function clockTime(seconds: number, point: '.' | ','): string {
  const milliseconds = Math.round(seconds * 1000);
  const parts = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${parts.join(':')}${point}${String(milliseconds % 1000).padStart(3, '0')}`;
}
