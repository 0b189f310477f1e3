import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USAGE_EXIT_CODE } from './command-failure.js';
import { PACKAGE_ROOT } from '../config/package-root.js';

/** Every sub-command of `earshot`, in the order of the help; each is a file of `commands/`, which is loaded when it is needed. */
const COMMANDS: ReadonlyMap<string | undefined, () => Promise<Command>> = new Map([
  ['segment', async () => (await import('./commands/segment.command.js')).segmentCommand()],
  ['evaluate', async () => (await import('./commands/evaluate.command.js')).evaluateCommand()],
  ['train', async () => (await import('./commands/train.command.js')).trainCommand()],
  ['models', async () => (await import('./commands/models.command.js')).modelsCommand()],
]);

/**
 * The command line of `earshot`. What it refuses is thrown as a `CommanderError` after the reason was printed.
 * @param first its first argument: where that is a sub-command, the others are left out
 */
export async function earshotProgram(first: string | undefined): Promise<Command> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  const program = new Command('earshot')
    .description('Listens to recordings. The commands need no server and no database.')
    .version(version)
    .showHelpAfterError('(try --help)')
    .configureHelp({ showGlobalOptions: true });
  const asked = COMMANDS.get(first);
  for (const load of asked === undefined ? COMMANDS.values() : [asked]) program.addCommand(await load());
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
