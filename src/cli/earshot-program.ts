import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USAGE_EXIT_CODE } from './command-failure.js';
import { evaluateCommand } from './commands/evaluate.command.js';
import { modelsCommand } from './commands/models.command.js';
import { segmentCommand } from './commands/segment.command.js';
import { trainCommand } from './commands/train.command.js';
import { PACKAGE_ROOT } from '../config/package-root.js';

/** Every sub-command of `earshot`; each is a file of `commands/` that returns its `Command`. */
const COMMANDS: readonly (() => Command)[] = [segmentCommand, evaluateCommand, trainCommand, modelsCommand];

/** The command line of `earshot`. What it refuses is thrown as a `CommanderError` after the reason was printed. */
export function earshotProgram(): Command {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  const program = new Command('earshot')
    .description('Listens to recordings. The commands need no server and no database.')
    .version(version)
    .showHelpAfterError('(try --help)')
    .configureHelp({ showGlobalOptions: true });
  for (const command of COMMANDS) program.addCommand(command());
  return refusing(program);
}

/** Lets a wrong command line end with its own exit code, in sub-commands of any depth. */
function refusing(command: Command): Command {
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : Object.assign(error, { exitCode: USAGE_EXIT_CODE });
  });
  command.commands.forEach(refusing);
  return command;
}
