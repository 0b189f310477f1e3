import { ConfigurationError } from './configuration-error.js';
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';
import { describedSettings } from './setting.js';

/** Boot stops on this: it lists every variable that is wrong, not only the first. */
export class InvalidEnvironmentError extends ConfigurationError {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the settings from `variables`; a variable that is absent or empty takes its default.
 * @throws InvalidEnvironmentError naming every bad variable and its rule
 */
export function loadEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const given = describedSettings()
    .map(({ name }) => [name, variables[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const environment = plainToInstance(Environment, Object.fromEntries(given), { exposeDefaultValues: true });
  const problems = validateSync(environment).map(
    ({ constraints = {} }) => constraints.isInt ?? Object.values(constraints)[0],
  );
  if (environment.ROLE !== 'all' && environment.DATABASE_URL === undefined) {
    problems.push('ROLE=api and ROLE=worker need DATABASE_URL: the embedded database serves one process only');
  }
  if (problems.length > 0) throw new InvalidEnvironmentError(problems);
  return environment;
}
