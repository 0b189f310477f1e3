import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { ConfigurationError } from '../../config/configuration-error.js';

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A program on the PATH, or undefined. */
export function findProgram(name: string, searchPath = process.env.PATH ?? ''): string | undefined {
  const fileName = process.platform === 'win32' ? `${name}.exe` : name;
  return searchPath
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, fileName))
    .find(isExecutable);
}

/** The package is optional, and its install script may have been refused or have failed to download the program. */
function packagedFfmpeg(): string | undefined {
  try {
    const path = createRequire(import.meta.url)('ffmpeg-static') as string | null;
    return path !== null && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Path of the ffmpeg program: the configured one, else that of the `ffmpeg-static` package, else `ffmpeg` on the PATH, else null.
 * @throws ConfigurationError when the configured one cannot be run: a typing mistake must not silently choose other decoders
 */
export function findFfmpeg(configured?: string): string | null {
  if (configured !== undefined && configured !== '') {
    if (!isExecutable(configured)) {
      throw new ConfigurationError(`FFMPEG_PATH: there is no program that can be run at ${configured}`);
    }
    return configured;
  }
  return packagedFfmpeg() ?? findProgram('ffmpeg') ?? null;
}
