import { getMetadataStorage } from 'class-validator';
import { availableParallelism } from 'node:os';
import { Environment } from './environment.js';
import { describedSettings } from './setting.js';

/** Rules whose numbers or values a reader wants to see, in words. */
const RULES: Readonly<Record<string, (constraints: readonly unknown[]) => string>> = {
  min: ([least]) => `at least ${String(least)}`,
  max: ([most]) => `at most ${String(most)}`,
  minLength: ([least]) => `at least ${String(least)} characters`,
  isIn: ([values]) => `one of ${(values as string[]).map((value) => `\`${value}\``).join(', ')}`,
  isInt: () => 'whole number',
  isBoolean: () => '`true` or `false` (or 1 and 0, yes and no, on and off)',
  isEmail: () => 'email address',
};

function rulesOf(name: string): string {
  return getMetadataStorage()
    .getTargetValidationMetadatas(Environment, '', false, false)
    .filter((rule) => rule.propertyName === name && rule.name !== undefined && rule.name in RULES)
    .map((rule) => RULES[rule.name!](rule.constraints as unknown[]))
    .reverse()
    .join(', ');
}

function defaultOf(name: string): string {
  const value = new Environment()[name as keyof Environment];
  // Processors and memory belong to the machine that writes the page, not to the page.
  if (name === 'COMPUTE_THREADS' && value === availableParallelism()) return 'number of processors';
  if (name === 'MAX_TRAINING_MEMORY_MB') return 'a third of the memory';
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'empty';
  return `\`${String(value)}\``;
}

/** The page `docs/configuration.md`. */
export function describeConfiguration(): string {
  const sections = [...new Set(describedSettings().map(({ section }) => section))];
  const tables = sections.map((section) => {
    const settings = describedSettings().filter((setting) => setting.section === section);
    const rows = settings.map(
      ({ name, description }) => `| \`${name}\` | ${defaultOf(name)} | ${rulesOf(name)} | ${description} |`,
    );
    return [`## ${section}`, '', '| variable | default | rule | meaning |', '| --- | --- | --- | --- |', ...rows].join(
      '\n',
    );
  });
  return [
    '# Configuration',
    '',
    'Every setting is an environment variable, and none has to be set. A start with bad values stops and lists all of them.',
    'This page is generated from `src/config/environment.ts` by `npm run docs`.',
    '',
    ...tables.flatMap((table) => [table, '']),
  ].join('\n');
}
