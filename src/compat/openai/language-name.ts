/** Codes of Whisper that are not today's. */
const RENAMED: Readonly<Record<string, string>> = { jw: 'jv' };

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** English name of a language in lower case, as OpenAI answers it; empty where nobody speaks. @param code ISO 639-1, or Whisper's own */
export const languageName = (code: string | null): string =>
  code === null ? '' : names.of(RENAMED[code] ?? code)!.toLowerCase();
