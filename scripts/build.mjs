// Builds unless dist/ is complete and of exactly these sources and packages. `npm run build -- --force` builds in any case.
import { execFileSync } from 'node:child_process';
import { forgetBuild, isFresh, noteBuild, sourcesNow } from './build-state.mjs';

// `npm start` takes packages as they are: on a machine without those for development nothing could be built again.
const isStart = process.argv.includes('--start');
const now = sourcesNow();
if (!process.argv.includes('--force') && isFresh(now, isStart ? ['sources'] : ['sources', 'installed'])) {
  if (!isStart) console.log('The build is up to date.');
} else {
  forgetBuild();
  await import('./ensure-metadata.mjs');
  try {
    execFileSync('npm', ['run', 'compile'], { stdio: 'inherit', shell: process.platform === 'win32' });
  } catch (error) {
    // The compilers have said what is wrong.
    process.exit(error.status ?? 1);
  }
  noteBuild(now);
}
