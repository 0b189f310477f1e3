const FORM = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A point in time as ISO 8601 (`2024-05-01T06:30:00.123Z`) or as clients of older systems log it (`2024-05-01 06:30:00.123`). Without an
 * offset it is UTC.
 * @returns milliseconds since 1970; `undefined` for anything else, as the 30th of February
 */
export function readTimestamp(text: string): number | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const millisecond = fraction.slice(0, 4);
  const plain = Date.parse(`${date}T${time}${millisecond}Z`);
  // Dates that do not exist are either refused or moved into the next month.
  if (Number.isNaN(plain) || !new Date(plain).toISOString().startsWith(`${date}T${time}`)) return undefined;
  const instant = Date.parse(`${date}T${time}${millisecond}${zone.replace(/^(...)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(instant) ? undefined : instant;
}
