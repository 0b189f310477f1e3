// Builds once when `npm start` finds no build, or one older than the newest source file.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const newest = (directory) =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== 'metadata.ts')
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

const entry = 'dist/src/main.js';
const stale = !existsSync(entry) || Math.max(newest('src'), newest('migrations')) > statSync(entry).mtimeMs;
if (stale) execFileSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
