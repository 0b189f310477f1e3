// Tells whether the build is what the sources would give now. Contents are compared, not times: a checkout, a copy or a clock changes times.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.build.json';
/** Written by the build and read by its type check. */
const METADATA = 'src/metadata.ts';
/** What the compilers and the type check read. */
const SOURCES = [
  'src',
  'migrations',
  'test',
  'bench',
  'scripts',
  '.swcrc',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** npm's note of what it installed; it changes with every installed version. */
const INSTALLED = ['node_modules/.package-lock.json'];

const NOT_COMPARED = new Set([METADATA, STAMP]);

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}

/** One digest of the names and contents of all files under `paths`. */
function digest(paths) {
  const hash = createHash('sha256');
  const files = paths.flatMap(filesOf).map((file) => file.replaceAll('\\', '/'));
  for (const file of files.filter((name) => !NOT_COMPARED.has(name)).sort()) {
    const content = createHash('sha256').update(readFileSync(file)).digest('hex');
    hash.update(`${file}\0${content}\n`);
  }
  return hash.digest('hex');
}

/** What a build is made from. To be taken before the build, so that a change during it makes the build stale. */
export const sourcesNow = () => ({ sources: digest(SOURCES), installed: digest(INSTALLED) });

/** Until `noteBuild` nothing that stands in dist/ counts as a build. */
export const forgetBuild = () => rmSync(STAMP, { force: true });

/** Appears as a whole or not at all. */
export function noteBuild(made) {
  const dist = digest(['dist']);
  writeFileSync(`${STAMP}.new`, JSON.stringify({ ...made, dist }));
  renameSync(`${STAMP}.new`, STAMP);
}

/** @returns undefined for a note that was cut off */
function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param parts of `sourcesNow` that have to be as they were */
export function isFresh(now, parts) {
  if (!existsSync(STAMP) || !existsSync(METADATA)) return false;
  const then = readStamp();
  return then?.dist === digest(['dist']) && parts.every((part) => then[part] === now[part]);
}
