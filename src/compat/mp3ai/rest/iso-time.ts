const two = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 as Django REST framework writes it: six digits after the point, and the offset of the server's zone, `Z` where that is zero. */
export function isoTime(time: Date, offsetMinutes = -time.getTimezoneOffset()): string {
  const local = new Date(time.getTime() + offsetMinutes * 60_000).toISOString().replace('Z', '000');
  if (offsetMinutes === 0) return `${local}Z`;
  const size = Math.abs(offsetMinutes);
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
