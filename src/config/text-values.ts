/** `"a, b"` → `["a", "b"]`; anything that is not text is left for the validators to refuse. */
export function toList(value: unknown): unknown[] {
  if (typeof value !== 'string') return value as unknown[];
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `true`, `1`, `yes` and `on`, and their opposites. */
export function toBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim().toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  if (['false', '0', 'no', 'off'].includes(text)) return false;
  return value;
}
