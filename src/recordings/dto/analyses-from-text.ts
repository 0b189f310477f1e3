/** Form fields are text: `music, transcription` or a JSON array. What is neither is left for validation to refuse. */
export function analysesFromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return undefined;
  if (!text.startsWith('[')) return text.split(',').map((kind) => ({ kind: kind.trim() }));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return value;
  }
}
