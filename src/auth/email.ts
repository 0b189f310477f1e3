/** One spelling for one address: trimmed, composed (NFC), lower case. Anything that is not text is left for the validators. */
export function normalizeEmail(value: string): string;
export function normalizeEmail(value: unknown): unknown;
export function normalizeEmail(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().normalize('NFC').toLowerCase() : value;
}
