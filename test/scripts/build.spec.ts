import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Stands for the compilers: copies the one source, and ends halfway where that is wrong. */
const COMPILE = `
  const { copyFileSync, mkdirSync, readFileSync } = require('node:fs');
  mkdirSync('dist/src', { recursive: true });
  copyFileSync('src/a.ts', 'dist/src/a.js');
  if (readFileSync('src/a.ts', 'utf8') === 'wrong') process.exit(2);
  copyFileSync('src/a.ts', 'dist/src/b.js');
`;
const NOTE = `import { noteBuild, sourcesNow } from './scripts/build-state.mjs'; noteBuild(sourcesNow());`;
const ASK = `import { isFresh, sourcesNow } from './scripts/build-state.mjs';
  console.log(isFresh(sourcesNow(), ['sources', 'installed']), isFresh(sourcesNow(), ['sources']));`;

/** A project with the real scripts and compilers of its own. */
class Project {
  readonly root = mkdtempSync(join(tmpdir(), 'earshot-build-'));

  constructor() {
    cpSync(resolve('scripts'), join(this.root, 'scripts'), { recursive: true });
    this.write('package.json', JSON.stringify({ scripts: { compile: 'node compile.cjs' } }));
    this.write('compile.cjs', COMPILE);
    this.write('package-lock.json', '{}');
    this.write('node_modules/.package-lock.json', '{}');
    for (const name of ['src/a.ts', 'src/metadata.ts', 'bench/old.ts', 'dist/src/a.js', 'dist/src/b.js']) {
      this.write(name, 'one');
    }
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  run(module: string): string {
    const options = { cwd: this.root, encoding: 'utf8' } as const;
    return execFileSync(process.execPath, ['--input-type=module', '--eval', module], options).trim();
  }

  /** @returns its exit code */
  build(): number | null {
    return spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: this.root }).status;
  }
}

describe('a build', () => {
  let project: Project;

  beforeEach(() => {
    project = new Project();
  });

  afterEach(() => project.remove('.'));

  it('is kept while the sources and the packages are the same', () => {
    project.run(NOTE);
    expect(project.run(ASK)).toBe('true true');
  });

  it.each<[string, (project: Project) => void]>([
    ['a source changed', (project) => project.write('src/a.ts', 'two')],
    ['a source is new', (project) => project.write('migrations/new.ts', '')],
    ['a source is gone', (project) => project.remove('bench/old.ts')],
    ['the lock file changed', (project) => project.write('package-lock.json', '{"a":1}')],
    ['a built file is gone', (project) => project.remove('dist/src/b.js')],
    ['a built file changed', (project) => project.write('dist/src/b.js', '')],
    ['a built file is too many', (project) => project.write('dist/src/c.js', '')],
    ['all of it is gone', (project) => project.remove('dist')],
    ['what the type check needs is gone', (project) => project.remove('src/metadata.ts')],
    ['its note is cut off', (project) => project.write('dist/.build.json', '{')],
  ])('is stale when %s', (_case, change) => {
    project.run(NOTE);
    change(project);
    expect(project.run(ASK)).toBe('false false');
  });

  it('is stale with other installed packages, but a start takes it', () => {
    project.run(NOTE);
    project.write('node_modules/.package-lock.json', '{"a":1}');
    expect(project.run(ASK)).toBe('false true');
  });

  it('that broke off is none, also when the source is as it was before', () => {
    expect(project.build()).toBe(0);
    expect(project.run(ASK)).toBe('true true');
    project.write('src/a.ts', 'wrong');
    expect(project.build()).toBe(2);
    project.write('src/a.ts', 'one');
    expect(project.run(ASK)).toBe('false false');
    expect(project.build()).toBe(0);
    expect(project.run(ASK)).toBe('true true');
  });

  it('is not made again when it is fresh', () => {
    project.run(NOTE);
    project.remove('compile.cjs');
    expect(project.build()).toBe(0);
  });
});
