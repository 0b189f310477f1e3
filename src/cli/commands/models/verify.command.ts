import { Command } from 'commander';
import { ApplicationError } from '../../../common/errors/application-error.js';
import { verifyModelFiles } from '../../../inference/model-directory.js';
import type { InstalledModel } from '../../../models/installed/installed-models.js';
import { FAILURE_EXIT_CODE } from '../../command-failure.js';
import {
  addShelfOptions,
  findInstalled,
  listInstalled,
  type ShelfOptions,
  shelfEnvironment,
} from '../../models/model-shelf.js';

interface VerifyOptions extends ShelfOptions {
  readonly json?: boolean;
}

interface Verdict {
  readonly name: string;
  readonly task: string;
  readonly isIntact: boolean;
  readonly fault: string | null;
}

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description(
      'Reads every file of installed models and compares it with its checksum. Ends with 1 when one is damaged.',
    )
    .argument('[names...]', 'installed models; default: all')
    .option('--json', 'as JSON');
  return addShelfOptions(command).action(verify);
}

async function verify(names: readonly string[], options: VerifyOptions): Promise<void> {
  const installed = await listInstalled(shelfEnvironment(options));
  const models = names.length === 0 ? installed : names.map((name) => findInstalled(installed, name));
  const verdicts: Verdict[] = [];
  for (const model of models) {
    const verdict = await judge(model);
    verdicts.push(verdict);
    if (options.json !== true) process.stdout.write(`${model.name}: ${verdict.fault ?? 'intact'}\n`);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  if (verdicts.some(({ isIntact }) => !isIntact)) process.exitCode = FAILURE_EXIT_CODE;
}

async function judge({ name, task, directory, manifest }: InstalledModel): Promise<Verdict> {
  try {
    if (manifest instanceof ApplicationError) throw manifest;
    await verifyModelFiles(directory, manifest);
    return { name, task, isIntact: true, fault: null };
  } catch (error) {
    if (error instanceof ApplicationError) return { name, task, isIntact: false, fault: error.message };
    throw error;
  }
}
