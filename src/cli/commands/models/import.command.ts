import { Command, Option } from 'commander';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../../../config/command-line.js';
import { hubDirectory } from '../../../inference/hub/hub-settings.js';
import { exportedDirectory } from '../../../inference/import/exported-directory.js';
import { exportedZip } from '../../../inference/import/exported-zip.js';
import { huggingfaceDirectory } from '../../../inference/import/huggingface-directory.js';
import { importModel } from '../../../inference/import/import-model.js';
import { ImportError, type ImportSource } from '../../../inference/import/import-source.js';
import { MANIFEST_FILE, MODEL_TASKS, type ModelTask } from '../../../inference/model-manifest.js';
import { readNewModelName } from '../../../models/model-names.js';
import { interruptible } from '../../interruptible.js';
import { addShelfOptions, listInstalled, type ShelfOptions, shelfEnvironment } from '../../models/model-shelf.js';

interface ImportCommandOptions extends ShelfOptions {
  readonly name?: string;
  readonly task?: ModelTask;
  readonly replace?: boolean;
}

export function importCommand(): Command {
  const command = new Command('import')
    .description(
      'Installs a model from a directory or a zip, for machines that reach no hub and for models of your own.',
    )
    .argument('<path>', `an exported zip, a directory with a ${MANIFEST_FILE}, or a download of the Hugging Face hub`)
    .option('--name <name>', 'the name that it gets; default: the one that it has')
    .addOption(
      new Option('--task <task>', 'what it is for; a download of the Hugging Face hub does not tell').choices([
        ...MODEL_TASKS,
      ]),
    )
    .option('--replace', 'take the place of an installed model of that name');
  return addShelfOptions(command)
    .action(runImport)
    .addHelpText(
      'after',
      `
Examples:
  ${commandLine('models import finches-1.zip')}
  ${commandLine('models import ./whisper-medium_timestamped --task transcription --name whisper-medium')}`,
    );
}

async function runImport(path: string, options: ImportCommandOptions): Promise<void> {
  const environment = shelfEnvironment(options);
  const source = await openSource(path, options.task);
  try {
    refuseOtherTask(path, source, options.task);
    const bundled = (await listInstalled(environment)).filter((model) => model.source === 'bundled');
    const name = readNewModelName(
      options.name ?? source.name,
      bundled.map((model) => model.name),
    );
    await interruptible(async (signal) => {
      const hub = hubDirectory(environment);
      const manifest = await importModel(source, { hubDirectory: hub, name, replace: options.replace, signal });
      process.stdout.write(
        `${name} ${manifest.version} is installed for ${manifest.task} in ${join(hub, manifest.task, name)}\n`,
      );
    }, 'Nothing was installed.');
  } finally {
    source.close();
  }
}

function refuseOtherTask(path: string, source: ImportSource, task: ModelTask | undefined): void {
  if (task === undefined || task === source.task) return;
  throw new ImportError(path, `its ${MANIFEST_FILE} says that it is for ${source.task}, --task says ${task}.`);
}

/** @throws ImportError when it is none of the three */
async function openSource(path: string, task: ModelTask | undefined): Promise<ImportSource> {
  const given = statSync(path);
  if (given.isFile()) return exportedZip(path);
  if (!given.isDirectory()) throw new ImportError(path, 'it is neither a directory nor a file.');
  if (existsSync(join(path, MANIFEST_FILE))) return exportedDirectory(path);
  if (task !== undefined) return huggingfaceDirectory(path, task);
  throw new ImportError(path, `it has no ${MANIFEST_FILE}. If it is a download of the Hugging Face hub, give --task.`);
}
