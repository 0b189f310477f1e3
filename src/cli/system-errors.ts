/** What the codes of file systems mean, for people. */
const SENTENCES: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file ${path}.`,
  ENOTDIR: (path) => `${path} is a file, not a folder.`,
  EISDIR: (path) => `${path} is a folder, not a file.`,
  EACCES: (path) => `You may not read or write ${path}.`,
  EPERM: (path) => `You may not read or write ${path}.`,
  EROFS: (path) => `${path} lies where nothing can be written.`,
  ENOSPC: (path) => `There is no room left for ${path}.`,
};

/** A sentence for an error of the operating system; its own words where there is none. @returns undefined for any other error */
export function explainSystemError(error: Error): string | undefined {
  const { syscall, code = '', path } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return undefined;
  if (path === undefined) return error.message;
  if (code === 'ENOENT' && syscall === 'scandir') return `There is no folder ${path}.`;
  return SENTENCES[code]?.(path) ?? error.message;
}
