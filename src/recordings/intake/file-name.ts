const MAX_CHARACTERS = 255;

/** Control and direction-changing characters would let a name look like another one or break a line of a list. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The last part of whatever path a client sent, fit to be shown and sent in a header; never used as a path. */
export function safeFileName(text: string): string {
  const lastPart = text.normalize('NFC').replace(UNSAFE, '').split(/[/\\]/).pop()!.trim();
  const name = Array.from(Buffer.from(lastPart).toString()).slice(0, MAX_CHARACTERS).join('');
  return /^\.*$/.test(name) ? 'recording' : name;
}

/** `meadow at dawn.wav` → `meadow at dawn`: how a recording is called until its owner names it. */
export const nameFromFile = (fileName: string): string => fileName.replace(/\.[^.\s]{1,8}$/, '') || fileName;
